using CsCheck;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Platforms;
using Eval.Systems.Simulation.Processes;
using Eval.Systems.Simulation.Queues;
using Eval.Systems.Simulation.Randomness;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Validation;

/// <summary>What holds in every run to the nanosecond, and not only on average.</summary>
public sealed class ExactTests
{
    private static readonly Gen<IDistribution> Laws = Gen.OneOf(
        Gen.Double[0.01, 3].Select(mean => (IDistribution)new Exponential(mean)),
        Gen.Double[0.01, 3].Select(mean => (IDistribution)new Deterministic(mean)),
        Gen.Select(Gen.Double[0.01, 3], Gen.Double[0.1, 3])
            .Select(x => (IDistribution)Lognormal.OfMean(x.Item1, x.Item2)),
        Gen.Select(Gen.Double[0.3, 4], Gen.Double[0.1, 1]).Select(x => (IDistribution)new Weibull(x.Item1, x.Item2)));

    /// <summary>W(n+1) = max(0, W(n) + S(n) − A(n+1)) on the same integers: also for unstable queues, which are given a
    /// large capacity here.</summary>
    [Fact]
    public void Waits_are_those_of_Lindleys_recursion() =>
        Gen.Select(Laws, Laws, Gen.ULong).Sample(
            (gap, service, seed) =>
            {
                var waits = new List<long>();
                var simulator = new Simulator();
                var queue = new QueueModel(simulator, new QueueOptions
                {
                    Arrivals = new RenewalArrivals(gap), Service = service, Capacity = 1_000_000,
                }, seed)
                {
                    WaitSeen = waits.Add,
                };
                simulator.RunWhile(() => waits.Count < 500);

                waits.Take(500).ShouldBe(Lindley(gap, service, seed).Take(500));
                queue.Lost.ShouldBe(0);
            },
            iter: Scale.Of(2000));

    /// <summary>∫N(t)dt over [0, T] is the sum of all times in the system clipped to [0, T], at any T.</summary>
    [Fact]
    public void Littles_law_holds_at_any_time() =>
        Gen.Select(Laws, Laws, Gen.Int[1, 4], Gen.Int[0, 5], Gen.ULong).Sample(
            (gap, service, servers, room, seed) =>
            {
                var simulator = new Simulator();
                var queue = new QueueModel(simulator, new QueueOptions
                {
                    Arrivals = new RenewalArrivals(gap),
                    Service = service,
                    Servers = servers,
                    Capacity = servers + room,
                }, seed);
                for (var timeNs = 0L; timeNs < 50_000_000_000; timeNs += 1_234_567_891)
                {
                    simulator.RunUntil(timeNs);
                    queue.InSystem.IntegralNs(timeNs).ShouldBe(queue.TimeInSystemNs(timeNs));
                }
            },
            iter: Scale.Of(2000));

    /// <summary>A request is in an instance from its service on, so that idle and serving time are the instances'
    /// time, and nothing is left over.</summary>
    [Fact]
    public void Every_request_of_a_platform_is_accounted_for() =>
        Gen.Select(Laws, Laws, Gen.Int[1, 4], Gen.Int[0, 5], Gen.ULong).Sample(
            (gap, service, most, room, seed) =>
            {
                var simulator = new Simulator();
                var platform = new PlatformModel(simulator, new PlatformOptions
                {
                    Arrivals = new RenewalArrivals(gap),
                    Service = service,
                    Start = new Exponential(0.2),
                    MaximumInstances = most,
                    Queue = room,
                    KeepAliveNs = 700_000_000,
                }, seed);
                simulator.RunUntil(60_000_000_000);
                var seen = platform.Statistics;

                (seen.Cold + seen.Warm + seen.Queued + seen.Rejected).ShouldBe(seen.Arrived);
                seen.Instances.Maximum.ShouldBeLessThanOrEqualTo(most);
                seen.Idle.Level.ShouldBeLessThanOrEqualTo(seen.Instances.Level);
                seen.Completed.ShouldBeLessThanOrEqualTo(seen.Waits.Count);
                seen.Waits.Count.ShouldBeLessThanOrEqualTo(seen.Arrived - seen.Rejected);
                (seen.Arrived - seen.Rejected - seen.Completed).ShouldBeLessThanOrEqualTo(most + room);
            },
            iter: Scale.Of(2000));

    /// <summary>The same queue in both styles sees the same numbers, and gives the same waits.</summary>
    [Fact]
    public void Process_style_and_event_style_agree()
    {
        const ulong Seed = 20260303;
        var service = new Exponential(0.8);
        var gap = new Exponential(1);
        var expected = Lindley(gap, service, Seed).Take(20_000).ToArray();
        var waits = new List<long>();
        var simulator = new Simulator();
        var clock = new ProcessClock(simulator);
        var server = new Resource(clock, 1);
        var gaps = new RandomStream(Seed, 0, QueueModel.ArrivalPurpose);
        var services = new RandomStream(Seed, 0, QueueModel.ServicePurpose);
        async Process Customer()
        {
            var arrivedNs = clock.NowNs;
            await server.Acquire();
            waits.Add(clock.NowNs - arrivedNs);
            await clock.Delay(service.SampleNs(ref services));
            server.Release();
        }

        async Process Arrive()
        {
            while (waits.Count < expected.Length)
            {
                await clock.Delay(gap.SampleNs(ref gaps));
                _ = Customer();
            }
        }

        _ = Arrive();
        simulator.RunToEnd();

        waits.Take(expected.Length).ShouldBe(expected);
    }

    private static IEnumerable<long> Lindley(IDistribution gap, IDistribution service, ulong seed)
    {
        var gaps = new RandomStream(seed, 0, QueueModel.ArrivalPurpose);
        var services = new RandomStream(seed, 0, QueueModel.ServicePurpose);
        gap.SampleNs(ref gaps);
        var waitNs = 0L;
        while (true)
        {
            yield return waitNs;
            waitNs = Math.Max(0, waitNs + service.SampleNs(ref services) - gap.SampleNs(ref gaps));
        }
    }
}
