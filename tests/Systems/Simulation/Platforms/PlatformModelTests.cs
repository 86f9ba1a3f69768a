using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using Eval.Systems.Simulation.Randomness;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Platforms;

/// <summary>Small platforms that can be followed by hand.</summary>
public sealed class PlatformModelTests
{
    private const long Second = 1_000_000_000;

    private readonly Simulator _simulator = new();

    /// <summary>Three requests at once, a second of core time each, on one core: ready after 1, 2 and 3 s, and then
    /// half a second more.</summary>
    [Fact]
    public void Starts_at_the_same_time_wait_for_each_others_cores()
    {
        var seen = Run(new PlatformOptions
        {
            Arrivals = new At(1, 0, 0),
            Service = new Deterministic(10),
            StartWork = new Deterministic(1),
            Start = new Deterministic(0.5),
            Cores = 1,
        }, 20);

        seen.Waits.SumNs.ShouldBe(15 * Second / 2);
        (seen.Waits.MinimumNs, seen.Waits.MaximumNs).ShouldBe((3 * Second / 2, 7 * Second / 2));
    }

    [Fact]
    public void With_cores_enough_no_start_waits()
    {
        var seen = Run(new PlatformOptions
        {
            Arrivals = new At(1, 0, 0),
            Service = new Deterministic(10),
            StartWork = new Deterministic(1),
            Cores = 3,
        }, 20);

        seen.Waits.MaximumNs.ShouldBe(Second);
    }

    [Fact]
    public void A_warm_pool_of_the_right_size_never_starts_cold()
    {
        var seen = Run(new PlatformOptions
        {
            Arrivals = new At(1, 0, 100),
            Service = new Deterministic(10),
            Start = new Deterministic(5),
            MinimumInstances = 2,
            KeepAliveNs = Second,
        }, 200);

        (seen.Cold, seen.Warm).ShouldBe((0, 3));
        seen.Instances.Level.ShouldBe(2);
    }

    [Fact]
    public void An_instance_goes_after_the_keep_alive_time_and_no_earlier()
    {
        var options = new PlatformOptions
        {
            Arrivals = new At(1), Service = new Deterministic(2), KeepAliveNs = 5 * Second,
        };
        var platform = new PlatformModel(_simulator, options, 1);

        _simulator.RunUntil((8 * Second) - 1);
        platform.Statistics.Instances.Level.ShouldBe(1);
        _simulator.RunUntil(8 * Second);
        platform.Statistics.Instances.Level.ShouldBe(0);
        platform.Statistics.IdleTimes.SumNs.ShouldBe(5 * Second);
    }

    /// <summary>The second request at 4 s interrupts the idle time that began at 3 s: the instance goes 5 s after it
    /// has served again, at 6 + 5 s.</summary>
    [Fact]
    public void A_request_makes_the_keep_alive_time_begin_anew()
    {
        var platform = new PlatformModel(_simulator, new PlatformOptions
        {
            Arrivals = new At(1, 3), Service = new Deterministic(2), KeepAliveNs = 5 * Second,
        }, 1);

        _simulator.RunUntil((11 * Second) - 1);
        platform.Statistics.Instances.Level.ShouldBe(1);
        _simulator.RunUntil(11 * Second);
        platform.Statistics.Instances.Level.ShouldBe(0);
        (platform.Statistics.Cold, platform.Statistics.Warm).ShouldBe((1, 1));
    }

    [Fact]
    public void An_instance_serves_as_many_requests_at_a_time_as_it_may()
    {
        var seen = Run(new PlatformOptions
        {
            Arrivals = new At(1, 2, 0, 0),
            Service = new Deterministic(10),
            Start = new Deterministic(1),
            Concurrency = 3,
            MaximumInstances = 1,
            Queue = 10,
            KeepAliveNs = Second,
        }, 100);

        (seen.Cold, seen.Warm, seen.Queued).ShouldBe((1, 2, 1));
        seen.Waits.MaximumNs.ShouldBe(9 * Second);
    }

    [Fact]
    public void Beyond_instances_and_queue_a_request_is_rejected()
    {
        var seen = Run(new PlatformOptions
        {
            Arrivals = new At(1, 0, 0, 0, 0), Service = new Deterministic(1), MaximumInstances = 2, Queue = 1,
        }, 100);

        (seen.Cold, seen.Queued, seen.Rejected, seen.Completed).ShouldBe((2, 1, 2, 3));
    }

    private PlatformStatistics Run(PlatformOptions options, long seconds)
    {
        var platform = new PlatformModel(_simulator, options, 1);
        _simulator.RunUntil(seconds * Second);
        return platform.Statistics;
    }

    /// <summary>Arrivals after those gaps, seconds, and then none for a year.</summary>
    private sealed class At(params long[] gaps) : IArrivalProcess
    {
        private int _next;

        public double RatePerSecond => 1;

        public long NextGapNs(ref RandomStream random) =>
            _next < gaps.Length ? gaps[_next++] * Second : 365L * 86_400 * Second;
    }
}
