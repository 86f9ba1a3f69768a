using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class NotWarmGateTests
{
    [Theory]
    [InlineData("warm")]
    [InlineData("running")]
    public void A_cold_trial_that_claims_an_instance_fires(string start) =>
        Timelines.Flawless(start: start).ShouldFire("not-warm: no instance existed at t0");

    [Fact]
    public void A_warm_trial_passes() => Parked(Timelines.Flawless(start: "warm")).ShouldPass("not-warm");

    /// <summary>A pool that was there and did not serve is no proof.</summary>
    [Fact]
    public void An_instance_that_was_started_after_t0_fires() => Timelines.Flawless(start: "warm")
        .WithObservations(o => o with { InstancesBefore = 1 })
        .ShouldFire("not-warm: i-1 was started after t0");

    [Fact]
    public void A_completed_trial_without_an_instance_fires() =>
        (Timelines.Flawless(start: "warm") with { Instances = [] })
            .ShouldFire("not-warm: no function instance was told of");

    private static Timeline Parked(Timeline timeline) => timeline
        .WithObservations(o => o with { InstancesBefore = 1, ChildrenBefore = 1 }) with
        {
            Instances = [.. timeline.Instances.Select(i => i with { StartedNs = Timelines.T0 - Timelines.Ms })],
        };

    [Fact]
    public void A_cold_trial_that_claims_to_be_cold_passes() => Timelines.Flawless().ShouldPass("not-warm");
}
