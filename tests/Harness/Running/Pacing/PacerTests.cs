using Eval.Harness.Running.Pacing;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Running.Pacing;

/// <summary>The open loop: every event at its own absolute time, none early, whatever the system does.</summary>
[Collection(RealTime.Name)]
public sealed class PacerTests
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_leave_in_order_and_never_before_they_are_due()
    {
        var t0Ns = MonotonicClock.NowNs + 5_000_000;
        long[] offsetsNs = [0, 1_000_000, 1_500_000, 9_000_000];
        var calls = new List<(int Event, long Ns)>();
        var completed = 0;

        await Pacer.RunAsync(
            t0Ns, offsetsNs, i => calls.Add((i, MonotonicClock.NowNs)), () => completed = calls.Count, _cancellation);

        calls.Select(call => call.Event).ShouldBe([0, 1, 2, 3]);
        calls.ShouldAllBe(call => call.Ns >= t0Ns + offsetsNs[call.Event]);
        completed.ShouldBe(4);
    }

    [Fact]
    public async Task A_slow_system_does_not_move_the_plan_of_later_events()
    {
        var t0Ns = MonotonicClock.NowNs;
        var firstEndNs = 0L;
        var calls = new List<long>();

        await Pacer.RunAsync(
            t0Ns,
            [0, 1_000_000, 60_000_000],
            i =>
            {
                calls.Add(MonotonicClock.NowNs);
                PreciseWait.Until(i == 0 ? t0Ns + 20_000_000 : 0, CancellationToken.None);
                firstEndNs = i == 0 ? MonotonicClock.NowNs : firstEndNs;
            },
            () => { },
            _cancellation);

        calls[1].ShouldBeGreaterThanOrEqualTo(firstEndNs);
        calls[2].ShouldBeInRange(t0Ns + 60_000_000, t0Ns + 75_000_000);
    }

    [Fact]
    public async Task Cancelled_it_ends_early_and_does_not_complete()
    {
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var completed = false;

        await Pacer.RunAsync(
            MonotonicClock.NowNs, [0, 3_600_000_000_000], _ => cancelled.Cancel(), () => completed = true,
            cancelled.Token);

        completed.ShouldBeFalse();
    }

    [Fact]
    public async Task What_an_event_throws_reaches_whoever_waits() =>
        await Should.ThrowAsync<InvalidOperationException>(() => Pacer.RunAsync(
            MonotonicClock.NowNs, [0], _ => throw new InvalidOperationException("adapter"), () => { }, _cancellation));
}
