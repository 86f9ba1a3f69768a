using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class FaultMissingGateTests
{
    private const string Gate = "fault-missing";

    [Fact]
    public void A_trial_without_faults_passes() => Timelines.Flawless().ShouldPass(Gate);

    [Fact]
    public void A_kill_that_happened_passes() => Timelines.Flawless().WithFault(Timelines.T0).ShouldPass(Gate);

    [Fact]
    public void A_kill_that_did_not_happen_fires() =>
        Timelines.Flawless().WithFault(null).ShouldFire("fault-missing: kill instance: nobody");

    [Fact]
    public void A_second_kill_has_no_object_where_the_first_broke_the_stream()
    {
        var first = Timelines.Flawless().WithFault(Timelines.T0);
        var second = Timelines.Flawless().WithFault(null);
        var both = first with { Faults = [.. first.Faults, .. second.Faults] };
        (both with { Outcome = Outcome.Failed }).ShouldPass(Gate);
        both.ShouldFire("fault-missing: kill instance: nobody");
    }

    [Fact]
    public void Virtual_time_has_no_faults_and_passes() =>
        (Timelines.Flawless().WithFault(null) with { Executor = "simulated" }).ShouldPass(Gate);
}
