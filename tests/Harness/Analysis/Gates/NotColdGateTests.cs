using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class NotColdGateTests
{
    private const string Gate = "not-cold";

    [Fact]
    public void A_cold_trial_passes() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void An_instance_before_t0_fires() => Timelines.Flawless()
        .WithObservations(o => o with { InstancesBefore = 1 }).ShouldFire(
            "not-cold: 1 instances and 0 children before t0, 0 function instances started before it");

    [Fact]
    public void A_child_before_t0_fires() => Timelines.Flawless()
        .WithObservations(o => o with { ChildrenBefore = 2 }).ShouldFire(
            "not-cold: 0 instances and 2 children before t0, 0 function instances started before it");

    [Fact]
    public void An_instance_that_was_started_before_t0_fires() => Started(Timelines.T0 - 1).ShouldFire(
        "not-cold: 0 instances and 0 children before t0, 1 function instances started before it");

    [Fact]
    public void An_instance_that_was_started_at_t0_passes() => Started(Timelines.T0).ShouldPass(Gate);

    [Fact]
    public void A_completed_stream_without_an_instance_proves_nothing() =>
        (Timelines.Flawless() with { Instances = [] }).ShouldFire("not-cold: no function instance was told of");

    [Fact]
    public void Who_claims_nothing_passes() => Timelines.Flawless(start: "natural")
        .WithObservations(o => o with { InstancesBefore = 1 }).ShouldPass(Gate);

    [Fact]
    public void A_system_without_instances_has_no_gate() => Timelines.Flawless()
        .WithPromises(p => p with { HasInstances = false })
        .WithObservations(o => o with { ChildrenBefore = 1 }).ShouldPass(Gate);

    private static Timeline Started(long ns)
    {
        var timeline = Timelines.Flawless();
        return timeline with { Instances = [timeline.Instances[0] with { StartedNs = ns }] };
    }
}
