using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Figures;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Presentation.Figures;

/// <summary>Goal: each bar is the ratio that the trials give, worked out by hand here.</summary>
public sealed class PriceOfStatelessnessFigureTests
{
    [Fact]
    public void Bars_are_multiples_of_the_stream_functions_medians()
    {
        var rows = Rows(Stateless(SampleRun.Create(), measure => measure));

        rows["stream-function", "overhead"].ShouldBe(1);
        rows["faas", "requests"].ShouldBe(1);
        rows["faas", "bytes moved"].ShouldBe(1);
        rows["faas", "streams right"].ShouldBe(1);
        rows["faas", "overhead"].ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Requests_and_bytes_both_ways_are_those_of_the_trials()
    {
        var rows = Rows(Stateless(SampleRun.Create(), measure => WithMoved(measure, 3, 40)));

        rows["faas", "requests"].ShouldBe(3);
        rows["faas", "bytes moved"].ShouldBe(40);
    }

    /// <summary>Of three trials one is wrong and one failed; what the generator spoilt says nothing.</summary>
    [Fact]
    public void Right_streams_are_a_share_of_all_that_ran()
    {
        var run = Stateless(SampleRun.Create(durations: 1, trials: 4), measure => measure.Timeline.Trial.Block switch
        {
            0 => measure with { Timeline = measure.Timeline with { Output = new OutputCheck(100, 100, 99, 3) } },
            1 => measure with { Timeline = measure.Timeline with { Outcome = Outcome.Failed } },
            2 => measure with { InvalidReasons = ["generator-late: 5 events"] },
            _ => measure,
        });

        Rows(run)["faas", "streams right"].ShouldBe(1.0 / 3, 1e-9);
    }

    [Fact]
    public void The_whiskers_are_the_comparisons_interval_whichever_system_comes_first()
    {
        var run = Stateless(SampleRun.Create(durations: 1), measure => measure);
        run = run with
        {
            Comparisons =
            [
                run.Comparisons[0] with { SystemB = "faas", CiLow = 0.1, CiHigh = 0.5 },
                run.Comparisons[0] with { SystemA = "batch", SystemB = "stream-function", CiLow = 7, CiHigh = 9 },
            ],
        };
        var data = new PriceOfStatelessnessFigure().Draw(run).ShouldNotBeNull().Data;

        Interval(data, "faas").ShouldBe((2.0, 10.0));
        Interval(data, "batch").ShouldBe((7.0, 9.0));
        Interval(data, "pipeline").ShouldBe((null, null));
    }

    [Fact]
    public void A_run_in_which_every_system_remembers_has_no_such_figure() =>
        new PriceOfStatelessnessFigure().Draw(SampleRun.Create()).ShouldBeNull();

    [Fact]
    public void A_run_without_a_stream_function_has_nothing_to_compare_with()
    {
        var run = Stateless(SampleRun.Create(), measure => measure);
        var systems = run.Scenario.Systems.Where(system => system.Kind != "stream-function");
        new PriceOfStatelessnessFigure().Draw(run with { Scenario = run.Scenario with { Systems = [.. systems] } })
            .ShouldBeNull();
    }

    /// <summary>The run with state: redis on its FaaS, whose trials are changed.</summary>
    internal static Run Stateless(Run run, Func<Measure, Measure> change)
    {
        var scenario = run.Scenario with
        {
            Systems =
            [
                .. run.Scenario.Systems.Select(system => system.Kind != "faas" ? system : system with
                {
                    Options = new Dictionary<string, string>(system.Options) { ["state"] = "redis" },
                }),
            ],
        };
        return run with
        {
            Scenario = scenario,
            Measures =
            [
                .. run.Measures.Select(measure => WithMoved(measure, 1, 1)).Select(measure =>
                    measure.Timeline.Trial.System.Kind == "faas" ? change(measure) : measure),
            ],
        };
    }

    private static Measure WithMoved(Measure measure, int requests, int bytes) => measure with
    {
        Timeline = measure.Timeline with
        {
            Consumption = new Consumption { Requests = 100 * requests, BytesIn = 900 * bytes, BytesOut = 100 * bytes },
        },
    };

    private static (double?, double?) Interval(FigureData data, string system)
    {
        var row = data.Rows.Single(row => (string)row[0]! == system && row[3] is "overhead");
        return ((double?)row[9], (double?)row[10]);
    }

    private static Table Rows(Run run) => new(new PriceOfStatelessnessFigure().Draw(run).ShouldNotBeNull().Data);

    private sealed class Table(FigureData data)
    {
        public double this[string system, string quantity] => Convert.ToDouble(
            data.Rows.Single(row => (string)row[0]! == system && (string)row[3]! == quantity)[8],
            CultureInfo.InvariantCulture);
    }
}
