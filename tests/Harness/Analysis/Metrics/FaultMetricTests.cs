using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Metrics;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Metrics;

/// <summary>Goal: what a kill did is counted right. Method: a stream of ten events of which the instance dies with
/// event 4, at 451 ms, and takes its probe along; outputs 0 to 3 had come back, another instance goes on with event 5
/// after 149 ms, and the last two events were never sent.</summary>
public sealed class FaultMetricTests
{
    private const long Killed = Timelines.T0 + (451 * Timelines.Ms);

    [Theory]
    [InlineData("recovery_s", 0.151)]
    [InlineData("delay_after_fault_s", 0.102)]
    [InlineData("learned_s", 0.01)]
    [InlineData("lost_events", 1.0)]
    [InlineData("unsent_events", 2.0)]
    [InlineData("repeated_events", 1.0)]
    [InlineData("recomputed_events", 1.0)]
    public void A_kill_has_its_metrics(string metric, double expected) =>
        Math.Round(Find(metric).Value(Broken().Measured())!.Value, 9).ShouldBe(expected);

    [Fact]
    public void A_failed_trial_counts_in_them_and_in_no_other()
    {
        var scenario = KnownTrials.Scenario("stream-function") with
        {
            Faults = [new FaultSpec("stream-function", "instance", 0.5)],
        };

        var estimates = EstimateTable.Of(scenario, [Broken().Measured()]);

        estimates.Single(row => row.Metric == "lost_events").Median.ShouldBe(1);
        estimates.Single(row => row.Metric == "lost_events").Failed.ShouldBe(0);
        estimates.Single(row => row.Metric == "total_s").N.ShouldBe(0);
        estimates.Single(row => row.Metric == "total_s").Failed.ShouldBe(1);
    }

    [Fact]
    public void A_scenario_without_faults_has_none_of_them() =>
        EstimateTable.Of(KnownTrials.Scenario("stream-function"), [Timelines.Flawless().Measured()])
            .Select(row => row.Metric).Distinct()
            .ShouldBe(MetricCatalog.All.Where(metric => !metric.IsOfFaults).Select(metric => metric.Name));

    private static IMetric Find(string name) => MetricCatalog.All.Single(metric => metric.Name == name);

    private static Timeline Broken() => Timelines.Flawless().WithEvents(Spoiled).WithFault(Killed) with
    {
        Outcome = Outcome.Failed,
        LearnedNs = Killed + (10 * Timelines.Ms),
        Recomputed = 1,
    };

    private static EventStamps Spoiled(EventStamps e) => e.Sequence switch
    {
        <= 3 => e with { ReceivedNs = null, ProcessedNs = null, Deliveries = 0, InstanceId = null },
        4 => e with { ReceivedNs = null, ProcessedNs = null, ReturnedNs = null, Deliveries = 0, InstanceId = null },
        5 => e with { ReceivedNs = Killed + (149 * Timelines.Ms), ProcessedNs = Killed + (151 * Timelines.Ms) },
        6 => e with { Deliveries = 2 },
        >= 8 => e with { SentNs = null, ReceivedNs = null, ProcessedNs = null, ReturnedNs = null, Deliveries = 0 },
        _ => e,
    };
}
