using System.Xml.Linq;
using Eval.Harness.Analysis.BreakEvens;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Shouldly;
using SkiaSharp;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Figures;

/// <summary>The figures of simulations: drawn, and their words and data looked at; the PNGs stay in the tests' output
/// folder for eyes.</summary>
public sealed class SimulationFigureTests
{
    [Fact]
    public void A_break_even_map_has_a_cell_for_each_point_and_names_its_winners()
    {
        var samples = new[]
            {
                from duration in new[] { 1.0, 10, 100 }
                from rate in new[] { 0.001, 0.1, 10 }
                from cost in new[] { 1.0, 50 }
                from replication in Enumerable.Range(0, 3)
                from system in new[] { "stream-function", "faas" }
                select Sample(duration, rate, cost, replication, system),
            }.SelectMany(all => all).ToArray();
        var points = BreakEvenAnalysis.Points(samples);
        var map = new BreakEvenMap(
            "model",
            new Dictionary<string, string> { ["faas"] = "book, nowhere, never" },
            "Prices: book; nowhere; never",
            [],
            samples,
            points,
            BreakEvenAnalysis.IsoLines(points),
            []);
        var figure = FigureCatalog.Maps.ShouldHaveSingleItem();
        var folder = Write(figure, figure.Draw(map));

        var words = Words(folder, figure.Name);
        words.ShouldContain("least overhead");
        words.ShouldContain("least cost");
        words.ShouldContain("events of 50 ms");
        words.ShouldContain("0.001");
        words.ShouldContain(word => word.EndsWith("Prices: book; nowhere; never"));
        var rows = File.ReadAllLines(Path.Combine(folder, "break-even.csv"));
        rows.Length.ShouldBe(1 + 18);
        rows[1].ShouldBe("1,0.001,0.001,stream-function,stream-function,stream-function");
        map.IsoLines.Count.ShouldBe(6);
        using var png = SKBitmap.Decode(Path.Combine(folder, "break-even.png"));
        png.Width.ShouldBe(2100);
    }

    [Fact]
    public void Simulated_against_measured_says_how_many_hold()
    {
        var figure = FigureCatalog.Predictions.ShouldHaveSingleItem();
        var folder = Write(figure, figure.Draw([Check("faas", 2.1), Check("batch", 2.5)]));

        Words(folder, figure.Name).ShouldContain(word => word.StartsWith("1 of 2 hold"));
        File.ReadAllLines(Path.Combine(folder, figure.Name + ".csv"))[2].ShouldEndWith("2.5,0.2,false");
        figure.Draw([]).ShouldBeNull();
    }

    [Fact]
    public void Quantiles_over_streams_are_drawn_for_the_longest_streams()
    {
        var run = SampleRun.Create();
        var figure = FigureCatalog.All.Single(recipe => recipe.Name == "stream-quantiles");
        figure.Draw(run).ShouldBeNull();
        var folder = Write(figure, figure.Draw(run with { Fleets = [Aggregate(1, 1), Aggregate(2, 2)] }));

        File.ReadAllLines(Path.Combine(folder, figure.Name + ".csv"))[1..].ShouldBe(
        [
            "faas,10,50 %,2,1.5,1,2", "faas,10,90 %,2,3,2,4", "faas,10,99 %,2,4.5,3,6", "faas,10,99.9 %,2,6,4,8",
        ]);
        Words(folder, figure.Name).ShouldContain("99.9 %");
    }

    private static BreakEvenSample Sample(
        double duration, double rate, double cost, int replication, string system) => new()
        {
            Duration = TimeSpan.FromSeconds(duration),
            ArrivalRate = rate,
            EventCost = TimeSpan.FromMilliseconds(cost),
            System = system,
            Replication = replication,
            OverheadSeconds = system == "faas" ? 0.02 : 0.003,
            CostPerStream = system == "faas" ? 5 : duration,
            Utilisation = 0.1,
        };

    private static PredictionCheck Check(string system, double simulated) => new()
    {
        System = system, Duration = TimeSpan.FromSeconds(2), Metric = "total_s", IsFittedDuration = true, N = 10,
        Measured = 2, MeasuredLow = 1.9, MeasuredHigh = 2.1, Simulated = simulated, Tolerance = 0.2,
    };

    private static FleetAggregate Aggregate(int session, double value) => new()
    {
        SessionId = $"s{session}", System = "faas", Duration = TimeSpan.FromSeconds(10),
        Metric = "processing_overhead_s", Unit = "s", Streams = 10, SessionSeconds = 1, Mean = value, P50 = value,
        P90 = 2 * value, P99 = 3 * value, P999 = 4 * value,
    };

    private static string Write(IFigureRecipe figure, DrawnFigure? drawn)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "figures", "simulations");
        Directory.CreateDirectory(folder);
        FigureFiles.Write(folder, figure, drawn.ShouldNotBeNull(), "sample").Count.ShouldBe(4);
        return folder;
    }

    private static List<string> Words(string folder, string name) =>
    [
        .. XDocument.Load(Path.Combine(folder, name + ".svg")).Descendants()
            .Where(item => item.Name.LocalName == "text")
            .Select(item => item.Value.Trim()),
    ];
}
