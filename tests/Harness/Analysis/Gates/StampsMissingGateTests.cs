using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class StampsMissingGateTests
{
    private const string Gate = "stamps-missing";

    [Fact]
    public void A_full_timeline_passes() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void An_event_without_stamps_fires() => Timelines.Flawless().WithLostEvent(3)
        .ShouldFire("stamps-missing: 1 of 10 events");

    [Fact]
    public void An_event_that_was_not_sent_fires_whatever_the_promise() => Timelines.Flawless().WithLostEvent(3)
        .WithEvent(3, e => e with { SentNs = null }).WithPromises(p => p with { LosesNothing = false })
        .ShouldFire("stamps-missing: 1 of 10 events");

    [Fact]
    public void An_event_that_is_not_in_the_timeline_fires() =>
        (Timelines.Flawless(9) with { Trial = Timelines.Trial(10) }).ShouldFire("stamps-missing: 1 of 10 events");

    [Fact]
    public void An_event_that_may_be_lost_passes() => Timelines.Flawless().WithLostEvent(3)
        .WithPromises(p => p with { LosesNothing = false }).ShouldPass(Gate);

    [Fact]
    public void A_stream_that_broke_passes() =>
        (Timelines.Flawless().WithLostEvent(3) with { Outcome = Outcome.Failed }).ShouldPass(Gate);
}
