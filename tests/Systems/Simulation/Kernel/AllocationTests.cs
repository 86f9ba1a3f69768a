using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using Eval.Systems.Simulation.Processes;
using Eval.Systems.Simulation.Queues;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Kernel;

/// <summary>0 bytes per event once arrays and pools have grown: measured by the runtime's own count for this thread.
/// </summary>
public sealed class AllocationTests
{
    private const long WarmUpNs = 200_000L * 1_000_000_000;
    private const long MeasuredNs = 2 * WarmUpNs;

    [Fact]
    public void A_queue_in_event_style_allocates_nothing() => AllocatesNothing(simulator =>
        new QueueModel(simulator, new QueueOptions
        {
            Arrivals = RenewalArrivals.Poisson(1), Service = new Exponential(0.5),
        }, 1));

    [Fact]
    public void A_platform_allocates_nothing() => AllocatesNothing(simulator =>
        new PlatformModel(simulator, new PlatformOptions
        {
            Arrivals = RenewalArrivals.Poisson(1),
            Service = Lognormal.OfMean(2, 1),
            Start = new Gamma(2, 0.2),
            StartWork = new Exponential(0.05),
            Cores = 2,
            KeepAliveNs = 3_000_000_000,
        }, 1));

    [Fact]
    public void Processes_allocate_nothing() => AllocatesNothing(simulator =>
    {
        var clock = new ProcessClock(simulator);
        var server = new Resource(clock, 1);
        var random = new RandomStream(1, 0, 0);
        async Process Customer()
        {
            await server.Acquire();
            await clock.Delay((long)(random.NextUnit() * 1e9));
            server.Release();
        }

        async Process Arrive()
        {
            while (true)
            {
                await clock.Delay((long)(random.NextUnit() * 2e9));
                _ = Customer();
            }
        }

        _ = Arrive();
        return server;
    });

    /// <summary>100,000 events hold: the buckets take part.</summary>
    [Fact]
    public void A_long_list_of_events_allocates_nothing()
    {
        var hold = new Hold();
        hold.Run(2_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        hold.Run(1_000_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static void AllocatesNothing(Func<Simulator, object> create)
    {
        var simulator = new Simulator();
        var model = create(simulator);
        simulator.RunUntil(WarmUpNs);
        var before = GC.GetAllocatedBytesForCurrentThread();
        simulator.RunUntil(MeasuredNs);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        simulator.Happened.ShouldBeGreaterThan(200_000);
        GC.KeepAlive(model);
    }

    private sealed class Hold : IEventHandler
    {
        private readonly Simulator _simulator = new();
        private RandomStream _random = new(1, 0, 0);
        private readonly Func<bool> _goesOn;
        private long _left;

        public Hold()
        {
            _goesOn = () => _left > 0;
            _simulator.Register(this);
            for (var i = 0; i < 100_000; i++)
            {
                Handle(0, 0);
            }
        }

        public void Run(long events)
        {
            _left = events;
            _simulator.RunWhile(_goesOn);
        }

        public void Handle(int a, long b)
        {
            _left--;
            _simulator.Schedule((long)(-1e9 * Math.Log(_random.NextUnit())), 0);
        }
    }
}
