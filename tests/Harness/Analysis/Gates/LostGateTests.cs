using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class LostGateTests
{
    [Fact]
    public void A_lost_event_fires() => Timelines.Flawless().WithLostEvent(3).ShouldFire("lost: 1 of 10 events");

    [Fact]
    public void No_loss_passes() => Timelines.Flawless().ShouldPass("lost");

    [Fact]
    public void A_loss_that_is_allowed_passes() => Timelines.Flawless().WithLostEvent(3)
        .WithPromises(p => p with { LosesNothing = false }).ShouldPass("lost");

    [Fact]
    public void The_loss_of_a_stream_that_broke_is_a_result() =>
        (Timelines.Flawless().WithLostEvent(3) with { Outcome = Outcome.Failed }).ShouldPass("lost");
}
