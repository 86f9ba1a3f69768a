using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Figures;

/// <summary>Goal: the figure shows each number of shards once, and does not hide a wrong output. Method: sample trials
/// of one system with 1, 2 and 4 shards; the PNG stays in the tests' output folder for eyes.</summary>
public sealed class ShardScalingFigureTests
{
    [Fact]
    public void It_has_a_point_for_each_number_of_shards_and_says_that_all_outputs_were_right()
    {
        var figure = Recipe.Draw(Run(_ => true)).ShouldNotBeNull();

        Column(figure, "shards").ShouldBe([1, 2, 4]);
        Column(figure, "outputs_right").ShouldBe(Column(figure, "outputs_checked"));
        Column(figure, "note").ShouldAllBe(note => (string)note! == "");
        Column(figure, "throughput_per_s").ShouldAllBe(rate => (double)rate! > 0);
        figure.Note.ShouldEndWith("Every output of every valid trial was right");
        var folder = Path.Combine(AppContext.BaseDirectory, "figures", "shards");
        Directory.CreateDirectory(folder);
        FigureFiles.Write(folder, Recipe, figure, "sample").Count.ShouldBe(4);
    }

    [Fact]
    public void A_wrong_output_shows_at_its_point()
    {
        var figure = Recipe.Draw(Run(shards => shards != 2)).ShouldNotBeNull();

        Column(figure, "note").ShouldBe(["", "3 outputs wrong", ""]);
        figure.Note.ShouldEndWith("Not every output was right");
    }

    [Fact]
    public void A_run_without_shards_has_no_such_figure() => Recipe.Draw(SampleRun.Create()).ShouldBeNull();

    private static IFigure Recipe => FigureCatalog.All.Single(figure => figure.Name == "shard-scaling");

    private static IEnumerable<object?> Column(DrawnFigure figure, string name) =>
        figure.Data.Rows.Select(row => row[figure.Data.Header.ToList().IndexOf(name)]);

    /// <summary>Three trials each, in which one output is wrong where that number of shards is not right.</summary>
    private static Run Run(Func<int, bool> isRight)
    {
        var plain = SampleScenario.Create(["stream-function"], [10], 3);
        var scenario = plain with
        {
            Systems =
            [
                .. new[] { 1, 2, 4 }.Select(count => plain.Systems[0] with
                {
                    Name = $"stream-function[shards.count={count}]",
                    Parameters = $"shards.count={count}",
                    Options = new Dictionary<string, string>(plain.Systems[0].Options)
                    {
                        ["shards.count"] = $"{count}", ["shards.by"] = "round-robin",
                    },
                }),
            ],
        };
        return SampleRun.From(scenario,
        [
            .. from system in scenario.Systems
               from repetition in Enumerable.Range(0, 3)
               let measure = SampleRun.MeasureOf(scenario, system, scenario.Durations[0], repetition)
               select isRight(system.Shards) ? measure : measure with
               {
                   Timeline = measure.Timeline with { Output = new OutputCheck(100, 100, 99, 7) },
               },
        ]);
    }
}
