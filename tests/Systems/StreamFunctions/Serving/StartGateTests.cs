using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: few instances start at a time, in the order in which their streams came, and a start that hangs holds
/// nobody up for long.</summary>
public sealed class StartGateTests
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Turns_come_in_the_order_of_arrival()
    {
        var gate = new StartGate(atOnce: 2, Never);
        var first = gate.Enter(long.MaxValue)!;
        var second = gate.Enter(long.MaxValue)!;
        var waiting = new List<Task<StartGate.Pass?>>();
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(Enter(gate, long.MaxValue));
            await TestPlane.UntilAsync(() => gate.Waiting == waiting.Count);
        }

        waiting.ShouldAllBe(turn => !turn.IsCompleted);
        gate.Leave(second);
        var third = await waiting[0];
        waiting[1..].ShouldAllBe(turn => !turn.IsCompleted);
        gate.Leave(second);
        gate.Waiting.ShouldBe(2, "a turn was given back twice");
        gate.Leave(first);
        gate.Leave(third!);
        (await Task.WhenAll(waiting)).ShouldAllBe(turn => turn != null);
    }

    [Fact]
    public async Task Whose_time_is_over_waits_no_longer_and_takes_nobodys_turn()
    {
        var gate = new StartGate(atOnce: 1, Never);
        var first = gate.Enter(long.MaxValue)!;
        (await Enter(gate, MonotonicClock.NowNs + 20_000_000)).ShouldBeNull();
        gate.Waiting.ShouldBe(0);

        gate.Leave(first);
        gate.Enter(MonotonicClock.NowNs).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_start_that_hangs_lets_the_next_one_in_after_a_while()
    {
        var gate = new StartGate(atOnce: 1, TimeSpan.FromMilliseconds(50));
        var hanging = gate.Enter(long.MaxValue)!;
        var next = await Enter(gate, long.MaxValue);

        gate.Leave(hanging);
        gate.Leave(next!);
        gate.Waiting.ShouldBe(0);
    }

    private static Task<StartGate.Pass?> Enter(StartGate gate, long deadlineNs) => Task.Factory.StartNew(
        () => gate.Enter(deadlineNs), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
