using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class WrongIdentityGateTests
{
    private const string Gate = "wrong-identity";

    [Fact]
    public void The_expected_and_confirmed_instance_passes() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void Another_executable_fires() => Timelines.Flawless()
        .WithObservations(o => o with { ExpectedExecutable = "/other" })
        .ShouldFire("wrong-identity: i-1 runs /hosts/function");

    [Fact]
    public void An_instance_that_the_harness_did_not_see_fires() => Unseen(Outcome.Completed)
        .ShouldFire("wrong-identity: not seen by the harness: i-1");

    [Fact]
    public void An_instance_that_broke_before_it_was_seen_passes() => Unseen(Outcome.Failed).ShouldPass(Gate);

    [Fact]
    public void An_instance_that_was_not_told_of_fires() => Timelines.Flawless()
        .WithEvent(3, e => e with { InstanceId = "x" })
        .ShouldFire("wrong-identity: event 3 was handled by x, of which the system did not tell");

    [Fact]
    public void An_instance_that_was_started_for_more_load_and_handled_nothing_need_not_be_seen() =>
        WithSecond(Timelines.Flawless()).ShouldPass(Gate);

    [Fact]
    public void One_that_handled_an_event_must_be_seen() => WithSecond(Timelines.Flawless())
        .WithEvent(3, e => e with { InstanceId = "i-2" })
        .ShouldFire("wrong-identity: not seen by the harness: i-2");

    [Fact]
    public void A_system_without_instances_has_no_gate() => Unseen(Outcome.Completed)
        .WithPromises(p => p with { HasInstances = false }).ShouldPass(Gate);

    private static Timeline WithSecond(Timeline timeline) => timeline with
    {
        Instances = [.. timeline.Instances, timeline.Instances[0] with { InstanceId = "i-2" }],
    };

    private static Timeline Unseen(Outcome outcome) =>
        Timelines.Flawless().WithObservations(o => o with { ConfirmedInstances = [] }) with { Outcome = outcome };
}
