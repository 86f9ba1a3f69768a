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
    public void A_warm_trial_passes() => Timelines.Flawless(start: "warm")
        .WithObservations(o => o with { InstancesBefore = 1 }).ShouldPass("not-warm");

    [Fact]
    public void A_cold_trial_that_claims_to_be_cold_passes() => Timelines.Flawless().ShouldPass("not-warm");
}
