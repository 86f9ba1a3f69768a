using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>The definitions of DESIGN, Section 1 on timelines whose metrics are known by hand.</summary>
public sealed class TrialAnalysisTests
{
    [Fact]
    public void A_flawless_trial_has_the_metrics_of_its_stamps_and_no_reasons()
    {
        var measure = Timelines.Flawless().Measured();
        measure.T0Ns.ShouldBe(Timelines.T0);
        measure.T1Ns.ShouldBe(Timelines.T0 + Timelines.ColdStart);
        measure.T2Ns.ShouldBe(Timelines.T0 + (902 * Timelines.Ms));
        measure.GenerationSpanSeconds.ShouldBe(0.9);
        measure.ColdStartPenalty.ShouldBe(50.0 / 902);
        measure.ProcessingOverheadSeconds.ShouldBe(0.002);
        measure.PaperOverheadSeconds.ShouldBe(-0.098);
        measure.EventLatencyP50Ms.ShouldBe(2);
        measure.EventLatencyP99Ms.ShouldNotBeNull().ShouldBe(2 + (0.91 * 50), 1e-9);
        measure.ServiceSeconds.ShouldBe(0.002);
        measure.LatenessP99Ms.ShouldBe(0);
        measure.Cold.ShouldBe(true);
        (measure.Sent, measure.Received).ShouldBe((10, 10));
        (measure.Lost, measure.Duplicated, measure.Reordered).ShouldBe((0, 0, 0));
        measure.InvalidReasons.ShouldBeEmpty();
        measure.Warnings.ShouldBeEmpty();
        measure.Counts.ShouldBeTrue();
    }

    [Fact]
    public void The_total_is_taken_to_the_latest_processed_event_not_to_the_last()
    {
        var latestNs = Timelines.T0 + (2000 * Timelines.Ms);
        Timelines.Flawless().WithEvent(3, e => e with { ProcessedNs = latestNs }).Measured().T2Ns.ShouldBe(latestNs);
    }

    [Fact]
    public void A_stream_that_broke_before_its_first_event_has_nulls_and_is_still_valid()
    {
        var timeline = Timelines.Flawless().WithEvents(e => e with
        {
            SentNs = null, ReceivedNs = null, ProcessedNs = null, ReturnedNs = null, Deliveries = 0, InstanceId = null,
        }) with
        { Outcome = Outcome.Failed, OutcomeReason = "no room", Instances = [], Marks = [], Output = null };
        var measure = timeline.Measured();
        measure.T1Ns.ShouldBeNull();
        measure.T2Ns.ShouldBeNull();
        measure.ColdStartPenalty.ShouldBeNull();
        measure.ProcessingOverheadSeconds.ShouldBeNull();
        measure.PaperOverheadSeconds.ShouldBeNull();
        measure.EventLatencyP50Ms.ShouldBeNull();
        measure.ServiceSeconds.ShouldBeNull();
        measure.ClosedFormTotalSeconds.ShouldBeNull();
        measure.Phases.Count.ShouldBe(10);
        measure.Valid.ShouldBeTrue();
        measure.Counts.ShouldBeFalse();
        TimeSeries.Of(measure).ShouldNotBeEmpty();
        CatchUp.BeforeEnd(measure).ShouldBeNull();
    }

    [Theory]
    [InlineData(Outcome.Failed)]
    [InlineData(Outcome.Rejected)]
    [InlineData(Outcome.Cancelled)]
    public void A_stream_without_any_event_gives_no_exception(Outcome outcome)
    {
        var measure = (Timelines.Flawless() with { Events = [], Outcome = outcome }).Measured();
        measure.ColdStartPenalty.ShouldBeNull();
        measure.Phases.Count.ShouldBe(10);
    }

    [Fact]
    public void Stamps_of_the_boundary_are_those_of_the_return()
    {
        var measure = Timelines.Flawless().WithPromises(p => p with { StampsInFunction = false })
            .WithEvents(e => e with { ReceivedNs = null, ProcessedNs = null }).Measured();
        measure.T1Ns.ShouldBe(Timelines.Finish(0) + Timelines.Ms);
        measure.T2Ns.ShouldBe(Timelines.Finish(9) + Timelines.Ms);
        measure.InvalidReasons.ShouldBeEmpty();
    }

    [Fact]
    public void Reordered_counts_the_sequences_that_came_after_a_higher_one()
    {
        long[] order = [3, 1, 2, 4, 9, 5, 6, 7, 8, 10];
        var timeline = Timelines.Flawless();
        timeline = timeline with
        {
            Events = [.. order.Select((at, i) => Timelines.Event(i, Timelines.T0 + (at * 200 * Timelines.Ms)))],
        };
        timeline.Measured().Reordered.ShouldBe(2);
    }

    [Fact]
    public void Drops_by_policy_are_not_losses()
    {
        var timeline = Timelines.Flawless().WithPromises(p => p with { LosesNothing = false })
            .WithEvent(4, e => e with { ReceivedNs = null, ProcessedNs = null, Deliveries = 0 })
            .WithEvent(5, e => e with { ReceivedNs = null, ProcessedNs = null, Deliveries = 0 });
        (timeline with { Dropped = 1 }).Measured().Lost.ShouldBe(1);
        (timeline with { Dropped = 1 }).Measured().Received.ShouldBe(8);
        timeline.Measured().Lost.ShouldBe(2);
    }

    [Fact]
    public void A_system_without_instances_is_neither_cold_nor_warm() =>
        Timelines.Flawless().WithPromises(p => p with { HasInstances = false }).Measured().Cold.ShouldBeNull();
}
