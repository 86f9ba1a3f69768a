using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios;
using Eval.Harness.Simulating.BreakEvens;
using Eval.Harness.Simulating.Calibration;
using Eval.Harness.Simulating.Fleets;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Workloads;
using Eval.Systems.Simulation.Costs;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Simulating;

/// <summary>Many streams at once, through the models of the reference run.</summary>
public sealed class FleetTests
{
    private static readonly ModelFile Model =
        Calibrator.Fit("reference", ReferenceRun.Manifest, ReferenceRun.Measures);

    private static readonly PriceBook Book = new()
    {
        Name = "book", Offer = "o", Region = "r", Date = "d", Source = "s", Licence = "l", Currency = "USD",
        PerVcpuSecond = 1e-5m, PerRequest = 1e-7m,
    };

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        var scenario = Scenario(new FleetSpec("poisson", 50, 500));
        var one = Run(scenario, threads: 1);
        var many = Run(scenario, threads: 4);

        one.ShouldBe(many);
        one.Select(row => row.System).Distinct().Count().ShouldBe(4);
        one.ShouldAllBe(row => row.Streams == 500);
    }

    [Fact]
    public void Bursts_need_more_instances_than_the_same_streams_spread_out()
    {
        var spread = new FleetSpec("poisson", 20, 4000);
        var bursts = new FleetSpec("bursts", 10, 4000)
        {
            BurstRatePerSecond = 110, CalmSeconds = 90, BurstSeconds = 10,
        };

        bursts.MeanRatePerSecond.ShouldBe(20);
        Instances(bursts).ShouldBeGreaterThan(1.3 * Instances(spread));
    }

    [Theory]
    [InlineData("constant", 1)]
    [InlineData("gamma", 0.5)]
    [InlineData("weibull", 0.7)]
    public void Every_kind_of_arrivals_has_the_rate_that_it_says(string kind, double shape)
    {
        var rows = Run(Scenario(new FleetSpec(kind, 50, 4000) { Shape = shape }), 2);
        rows.Where(row => row.Metric == "cold_start_s").ShouldAllBe(
            row => row.SessionSeconds > 70 && row.SessionSeconds < 95);
    }

    [Fact]
    public void A_stream_whose_events_take_longer_than_they_are_apart_is_named_unstable()
    {
        var scenario = Scenario(new FleetSpec("poisson", 1, 10));
        scenario = scenario with { Workload = scenario.Workload with { RatePerSecond = 100_000 } };

        Should.Throw<FormatException>(() => Run(scenario, 1)).Message.ShouldContain("is unstable: utilisation ");
    }

    /// <summary>Goal: what holds of the scenario's workload holds of each that a matrix makes. Method: one system of
    /// four with a workload of its own.</summary>
    [Fact]
    public void A_systems_own_workload_is_looked_at()
    {
        var scenario = Scenario(new FleetSpec("poisson", 1, 10));
        Scenario Last(WorkloadSpec own) => scenario with
        {
            Systems = [.. scenario.Systems.SkipLast(1), scenario.Systems[^1] with { Workload = own }],
        };

        var fast = Last(scenario.Workload with { RatePerSecond = 100_000 });
        Should.Throw<FormatException>(() => Run(fast, 1)).Message.ShouldContain("is unstable");
        Should.Throw<FormatException>(() => Run(Last(Bursting), 1)).Message.ShouldContain("not evenly spaced");
    }

    [Fact]
    public void Bursts_within_streams_are_refused_and_not_smoothed()
    {
        var scenario = Scenario(new FleetSpec("poisson", 1, 10));
        scenario = scenario with { Workload = Bursting };

        Should.Throw<FormatException>(() => Run(scenario, 1)).Message.ShouldContain("not evenly spaced");
    }

    [Fact]
    public void In_a_map_an_unstable_point_has_no_average()
    {
        var scenario = Priced(Scenario(new FleetSpec("poisson", 1, 20))) with
        {
            Repetitions = 2,
            BreakEven = new BreakEvenSpec([1], [TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(150)]),
        };
        var runner = new BreakEvenRunner(scenario, Model, Books);
        var samples = runner.Run([], 2, _ => { }, TestContext.Current.CancellationToken);

        samples.Count.ShouldBe(runner.Sessions);
        samples.Where(one => one.Utilisation >= 1).ShouldAllBe(
            one => one.OverheadSeconds == null && one.CostPerStream == null);
        samples.Where(one => one.EventCost.TotalMilliseconds > 100 && one.System == "batch").ShouldAllBe(
            one => one.OverheadSeconds > 1);
        samples.Count(one => one.Utilisation >= 1).ShouldBe(2 * 3);
    }

    /// <summary>Thresholds may be on these, and would hold of nothing if a system lacked one.</summary>
    [Fact]
    public void Every_system_has_an_estimate_of_each_metric_of_fleets()
    {
        var scenario = Scenario(new FleetSpec("poisson", 10, 50));

        foreach (var system in FleetEstimates.Of(scenario, Run(scenario, 2)).GroupBy(estimate => estimate.System))
        {
            FleetEstimates.Metrics.ShouldBeSubsetOf(system.Select(estimate => estimate.Metric), system.Key);
        }
    }

    /// <summary>Goal: a run that goes on runs what is missing and nothing else. Method: all sessions but some are given
    /// as recorded, one of them with a number that no simulation gives.</summary>
    [Fact]
    public void Sessions_that_have_ended_are_not_run_again()
    {
        var scenario = Scenario(new FleetSpec("poisson", 1, 20));
        var whole = Run(scenario, 2);
        var recorded = whole.GroupBy(row => row.SessionId).Skip(3)
            .Select(session => session.Select(row => row with { Mean = -1 }).ToArray()).ToArray();
        var ended = new List<string>();

        var again = new FleetRunner(scenario, Model, Books).Run(
            TrialPlanner.Plan(scenario), recorded, 1, session => ended.Add(session[0].SessionId),
            TestContext.Current.CancellationToken);

        ended.ShouldBe(whole.Select(row => row.SessionId).Distinct().Take(3), ignoreOrder: true);
        again.Select(row => (row.SessionId, row.Metric)).ShouldBe(whole.Select(row => (row.SessionId, row.Metric)));
        again.Zip(whole).ShouldAllBe(pair => pair.First == pair.Second || pair.First.Mean == -1);
        again.Count(row => row.Mean == -1).ShouldBe(recorded.Sum(session => session.Length));
    }

    [Fact]
    public void Points_of_a_map_that_have_ended_are_not_run_again()
    {
        var scenario = Priced(Scenario(new FleetSpec("poisson", 1, 20))) with
        {
            BreakEven = new BreakEvenSpec([1, 2], [TimeSpan.FromMilliseconds(1)]),
        };
        var runner = new BreakEvenRunner(scenario, Model, Books);
        var whole = runner.Run([], 1, _ => { }, TestContext.Current.CancellationToken);
        var ended = new List<BreakEvenSample>();

        var again = runner.Run(whole.Skip(5), 1, ended.Add, TestContext.Current.CancellationToken);

        again.ShouldBe(whole);
        ended.ShouldBe(whole.Take(5), ignoreOrder: true);
    }

    /// <summary>ORACLES, Section 5, within 1 %.</summary>
    [Fact]
    public void Known_answers_are_found_by_simulation_within_a_percent()
    {
        var answers = KnownAnswers.Of(20260303);

        answers.Count.ShouldBe(4);
        answers.ShouldAllBe(answer => answer.Error < 0.01, string.Join("; ", answers));
        answers[0].ClosedForm.ShouldBe(34.5, 0.05);
        answers[1].ClosedForm.ShouldBe(1.54, 0.005);
        answers[2].ClosedForm.ShouldBe(0.54, 0.005);
    }

    [Fact]
    public void A_pipeline_that_always_runs_costs_more_the_rarer_streams_are()
    {
        var running = SampleScenarios.Four.Single(system => system.Kind == "pipeline").With("start", "running");
        var costs = new[] { 0.001, 1.0 }.Select(rate => Run(
            Priced(Scenario(new FleetSpec("poisson", rate, 50)) with { Systems = [running] }), 1)
            .Where(row => row.Metric == "cost_per_stream").Average(row => row.Mean)).ToArray();

        costs[0].ShouldBe(2 * 1e-5 / 0.001, 1e-9);
        costs[1].ShouldBe(2 * 1e-5, 1e-9);
    }

    private static WorkloadSpec Bursting => new(
        "seismic", 8, WorkloadCatalog.Kinds.Single(kind => kind.Kind == "seismic").Keys
            .ToDictionary(key => key.Name, key => key.Name == "burst" ? "4" : key.Default));

    private static double Instances(FleetSpec fleet) => Run(Scenario(fleet), 2)
        .Where(row => row is { Metric: "instances", System: "stream-function" }).Average(row => row.P99!.Value);

    private static readonly Dictionary<string, PriceBook> Books =
        new() { ["book.json"] = Book };

    private static Scenario Scenario(FleetSpec fleet) => SampleScenarios.Of(SampleScenarios.Four, 2) with
    {
        Repetitions = 2, Fleet = fleet,
    };

    private static Scenario Priced(Scenario scenario) => scenario with
    {
        Prices = [.. scenario.Systems.Select(system => new PriceSpec(system.Name, "book.json", 1, 0))],
    };

    private static IReadOnlyList<FleetAggregate> Run(Scenario scenario, int threads) =>
        new FleetRunner(scenario, Model, Books).Run(
            TrialPlanner.Plan(scenario), [], threads, _ => { }, TestContext.Current.CancellationToken);
}
