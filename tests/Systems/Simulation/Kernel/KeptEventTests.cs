using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Queues;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Kernel;

/// <summary>Goal: a model that goes on by itself changes neither the order of events nor any count. Method: two queues
/// and a clock whose times fall together all the while, once with going on and once event by event, as a condition that
/// is asked before each event makes it.</summary>
public sealed class KeptEventTests
{
    private const long EndNs = 60_000_000_000;

    [Fact]
    public void Events_come_in_the_same_order_as_one_by_one()
    {
        var (ahead, aheadCounts) = Run(simulator => simulator.RunUntil(EndNs));

        // One event beyond the end, which the condition cannot know of.
        var (single, singleCounts) = Run(simulator => simulator.RunWhile(() => simulator.NowNs <= EndNs));

        ahead.Count.ShouldBeGreaterThan(500);
        ahead.Zip(single).FirstOrDefault(pair => pair.First != pair.Second).ShouldBe(default);
        single.Count.ShouldBeInRange(ahead.Count, ahead.Count + 1);
        singleCounts.Happened.ShouldBe(aheadCounts.Happened + 1);
        aheadCounts.Waiting.ShouldBeInRange(3, 5);
    }

    [Fact]
    public void Stopping_and_limits_hold_within_an_event_of_the_list()
    {
        var simulator = new Simulator();
        var queue = new QueueModel(simulator, new QueueOptions
        {
            Arrivals = RenewalArrivals.Poisson(0.5), Service = new Exponential(1), StopAfter = 10,
        }, 1);

        simulator.RunToEnd();
        (queue.Arrived, simulator.Waiting).ShouldBe((10, 2));
        var stoppedNs = simulator.NowNs;
        simulator.RunUntil(stoppedNs + 1);
        simulator.NowNs.ShouldBe(stoppedNs + 1);
        queue.Arrived.ShouldBe(10);
        simulator.RunUntil(EndNs);
        queue.Arrived.ShouldBeGreaterThan(10);
    }

    private static (List<(long, string)> Seen, (long Happened, int Waiting) Counts) Run(Action<Simulator> run)
    {
        var simulator = new Simulator();
        var seen = new List<(long, string)>();
        foreach (var (name, gap) in ((string, double)[])[("one", 0.2), ("other", 0.3)])
        {
            _ = new QueueModel(simulator, new QueueOptions
            {
                Arrivals = new RenewalArrivals(new Deterministic(gap)), Service = new Deterministic(0.1),
            }, 1)
            {
                WaitSeen = waitNs => seen.Add((simulator.NowNs, FormattableString.Invariant($"{name} {waitNs}"))),
            };
        }

        _ = new Ticks(simulator, () => seen.Add((simulator.NowNs, "tick")));
        run(simulator);
        return (seen, (simulator.Happened, simulator.Waiting));
    }

    private sealed class Ticks : IEventHandler
    {
        private readonly Simulator _simulator;
        private readonly Action _tick;
        private readonly int _handler;

        public Ticks(Simulator simulator, Action tick)
        {
            (_simulator, _tick) = (simulator, tick);
            _handler = simulator.Register(this);
            simulator.Schedule(100_000_000, _handler);
        }

        public void Handle(int a, long b)
        {
            _tick();
            _simulator.Schedule(100_000_000, _handler);
        }
    }
}
