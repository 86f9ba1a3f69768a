using Eval.Systems.Simulation.Kernel;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Kernel;

public sealed class SimulatorTests
{
    private readonly Simulator _simulator = new();

    [Fact]
    public void An_event_happens_at_its_time_with_its_numbers()
    {
        var seen = new List<(long, int, long)>();
        var handler = _simulator.Register(new Handler((a, b) => seen.Add((_simulator.NowNs, a, b))));
        _simulator.Schedule(20, handler, 2, -3);
        _simulator.Schedule(10, handler, 1, long.MaxValue);

        _simulator.RunToEnd();

        seen.ShouldBe([(10, 1, long.MaxValue), (20, 2, -3)]);
        _simulator.Happened.ShouldBe(2);
    }

    [Fact]
    public void Time_stands_at_the_limit_of_a_run_and_goes_on_from_there()
    {
        var count = 0;
        var handler = _simulator.Register(new Handler((_, _) => count++));
        _simulator.Schedule(100, handler);

        _simulator.RunUntil(99);
        (count, _simulator.NowNs, _simulator.Waiting).ShouldBe((0, 99, 1));
        _simulator.RunUntil(100);
        (count, _simulator.NowNs, _simulator.Waiting).ShouldBe((1, 100, 0));
    }

    /// <summary>A clock of 10 events a second for 30 days: each tick at exactly its time.</summary>
    [Fact]
    public void Thirty_days_of_ticks_lose_no_nanosecond()
    {
        const long PeriodNs = 100_000_000;
        const long Ticks = 30L * 24 * 3600 * 10;
        var handler = 0;
        var ticks = 0L;
        handler = _simulator.Register(new Handler((_, _) =>
        {
            ticks++;
            _simulator.NowNs.ShouldBe(ticks * PeriodNs);
            if (ticks < Ticks)
            {
                _simulator.Schedule(PeriodNs, handler);
            }
        }));
        _simulator.Schedule(PeriodNs, handler);

        _simulator.RunToEnd();

        _simulator.NowNs.ShouldBe(30L * 24 * 3600 * 1_000_000_000);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    [InlineData(Simulator.EndOfTimeNs + 1)]
    public void Negative_and_absurd_times_are_refused(long delayNs) =>
        Should.Throw<ArgumentOutOfRangeException>(() => _simulator.Schedule(delayNs, 0))
            .Message.ShouldContain("must be 0 or more, and end within");

    private sealed class Handler(Action<int, long> handle) : IEventHandler
    {
        public void Handle(int a, long b) => handle(a, b);
    }
}
