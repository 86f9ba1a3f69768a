using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

/// <summary>Goal: what a fault of the scenario explains invalidates no trial, and nothing else is excused. Method: the
/// same spoiled stream with a kill, and with a fault that killed nothing.</summary>
public sealed class ExplainedByFaultTests
{
    private const long Killed = Timelines.T0 + (450 * Timelines.Ms);

    private static readonly Dictionary<string, Timeline> Spoiled = new()
    {
        ["lost"] = Timelines.Flawless().WithLostEvent(5),
        ["stamps-missing"] = Timelines.Flawless().WithLostEvent(5),
        ["output-wrong"] = Timelines.Flawless().WithLostEvent(5) with { Output = new OutputCheck(10, 10, 9, 5) },
        ["duplicated"] = Timelines.Flawless().WithEvent(5, e => e with { Deliveries = 2 }),
        ["reordered"] = Timelines.Flawless().WithEvent(5, e => e with { ProcessedNs = Timelines.Finish(7) }),
        ["deadline-passed"] = Timelines.Flawless().WithObservations(o => o with { DeadlinePassed = true }),
        ["not-warm"] = Warm(Killed + 1),
    };

    public static TheoryData<string> Gates => [.. Spoiled.Keys];

    [Theory]
    [MemberData(nameof(Gates))]
    public void A_kill_explains_it(string gate) => Spoiled[gate].WithFault(Killed).ShouldPass(gate);

    [Theory]
    [MemberData(nameof(Gates))]
    public void A_fault_that_killed_nothing_explains_nothing(string gate) =>
        Spoiled[gate].WithFault(null).Measured().InvalidReasons
            .ShouldContain(reason => reason.StartsWith(gate + ":", StringComparison.Ordinal));

    [Fact]
    public void An_output_may_come_twice() =>
        (Timelines.Flawless() with { Output = new OutputCheck(10, 11, 10, null) })
            .WithFault(Killed).ShouldPass("output-wrong");

    [Fact]
    public void Wrong_bytes_stay_wrong() => (Timelines.Flawless() with { Output = new OutputCheck(10, 10, 9, 5) })
        .WithFault(Killed).ShouldFire("output-wrong: 9 of 10 right, 10 returned, first wrong 5");

    [Fact]
    public void An_instance_that_started_before_the_kill_replaces_none() =>
        Warm(Killed - 1).WithFault(Killed).ShouldFire("not-warm: i-2 was started after t0");

    /// <summary>A warm instance, and another that was started at that time.</summary>
    private static Timeline Warm(long startedNs) => Timelines.Flawless(start: "warm").WithObservations(
        o => o with { InstancesBefore = 1, ConfirmedInstances = ["i-1", "i-2"] }) with
    {
        Instances =
        [
            new("i-1", "function", 42, 1, 1, Timelines.Host), new("i-2", "function", 43, 1, startedNs, Timelines.Host),
        ],
    };
}
