using CsCheck;
using Eval.Systems.StreamFunctions.Lifecycle;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Lifecycle;

/// <summary>Goal: a stream goes through its states in order and ends exactly once, only in the ways that each state
/// allows.</summary>
public sealed class StreamLifecycleTests
{
    private static readonly StreamState[] Steps = [StreamState.Starting, StreamState.Running, StreamState.Draining];

    [Theory]
    [InlineData(0, EndKind.Completed, false)]
    [InlineData(1, EndKind.Completed, false)]
    [InlineData(2, EndKind.Completed, false)]
    [InlineData(3, EndKind.Completed, true)]
    [InlineData(0, EndKind.Rejected, true)]
    [InlineData(1, EndKind.Rejected, false)]
    [InlineData(3, EndKind.Rejected, false)]
    [InlineData(0, EndKind.Failed, true)]
    [InlineData(3, EndKind.Failed, true)]
    [InlineData(0, EndKind.Cancelled, true)]
    [InlineData(2, EndKind.Cancelled, true)]
    public void Each_state_allows_its_own_ends(int steps, EndKind outcome, bool allowed)
    {
        var lifecycle = After(steps);
        var end = new StreamEnd(outcome, EndCode.FunctionFailed, "reason");
        if (!allowed)
        {
            Should.Throw<InvalidOperationException>(() => lifecycle.Finish(end));
            lifecycle.End.ShouldBeNull();
            return;
        }

        lifecycle.Finish(end);
        lifecycle.State.ShouldBe(StreamState.Ended);
        lifecycle.End.ShouldBe(end);
        Should.Throw<InvalidOperationException>(
            () => lifecycle.Finish(StreamEnd.Failed(EndCode.InstanceDied, "again")));
    }

    [Fact]
    public void Any_order_of_calls_leaves_it_in_a_state_that_follows() =>
        Gen.Enum<StreamState>().Array[0, 12].Sample(calls =>
        {
            var lifecycle = new StreamLifecycle();
            foreach (var next in calls)
            {
                var before = lifecycle.State;
                if (next == before + 1 && next != StreamState.Ended)
                {
                    lifecycle.Enter(next);
                    lifecycle.State.ShouldBe(next);
                }
                else
                {
                    Should.Throw<InvalidOperationException>(() => lifecycle.Enter(next));
                    lifecycle.State.ShouldBe(before);
                }
            }
        });

    private static StreamLifecycle After(int steps)
    {
        var lifecycle = new StreamLifecycle();
        foreach (var next in Steps[..steps])
        {
            lifecycle.Enter(next);
        }

        return lifecycle;
    }
}
