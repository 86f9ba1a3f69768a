using CsCheck;
using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Streams;

public sealed class RequestsStreamTests
{
    private static readonly SystemModel Random = new()
    {
        Start = [new StartPhase("sandbox", Lognormal.OfMean(0.3, 0.1)), new StartPhase("connect", new Gamma(4, 0.02))],
        Service = new Exponential(0.03),
        Gap = new Exponential(0.002),
        Delivery = new Deterministic(0.001),
        Ending = new Exponential(0.001),
    };

    /// <summary>A simulation of requests against a recursion, both with the same random numbers.</summary>
    [Fact]
    public void One_instance_is_the_stream_event_by_event() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 200], Gen.Int[1, 100]).Sample((seed, events, periodMs) =>
        {
            var dueNs = Due(events, periodMs);
            var requests = RequestsStream.Run(Random, dueNs, seed, 3);
            var frames = FrameByFrameStream.Run(Random, dueNs, seed, 3);

            requests.Events.ShouldBe(frames.Events);
            requests.Times.ShouldBe(frames.Times);
            requests.StartPhasesNs.ShouldBe(frames.StartPhasesNs);
            requests.Instances.ShouldBe(frames.Instances);
        });

    [Fact]
    public void No_instance_serves_more_than_it_may_and_none_is_started_beyond_the_limit() =>
        Gen.Select(Gen.ULong, Gen.Int[1, 4], Gen.Int[1, 3]).Sample((seed, most, concurrency) =>
        {
            var model = Random with
            {
                MaximumInstances = most, Concurrency = concurrency, Service = new Exponential(0.2),
            };
            var record = RequestsStream.Run(model, Due(100, 20), seed, 0);

            record.Instances.Count.ShouldBeLessThanOrEqualTo(most);
            record.Rejected.ShouldBe(0);
            foreach (var served in record.Events.GroupBy(item => item.Instance))
            {
                foreach (var one in served)
                {
                    served.Count(other => other.SeenNs <= one.SeenNs && one.SeenNs < other.ProcessedNs)
                        .ShouldBeLessThanOrEqualTo(concurrency);
                    one.SeenNs.ShouldBeGreaterThanOrEqualTo(record.Instances[one.Instance].ReadyNs);
                }
            }
        });

    /// <summary>A start of 9.95 s, ten requests a second, and room for 20: the first 20 wait, and those until the start
    /// is over are turned away.</summary>
    [Fact]
    public void A_full_queue_rejects()
    {
        var model = new SystemModel
        {
            Start = [new StartPhase("start", new Deterministic(9.95))], Service = new Deterministic(0), Queue = 20,
        };
        var record = RequestsStream.Run(model, Due(200, 100), 1, 0);

        record.Rejected.ShouldBe(80);
        record.Events.Take(20).ShouldAllBe(item => item.SeenNs == 9_950_000_000);
        record.Events.Skip(100).ShouldAllBe(item => item.SeenNs == item.DueNs);
    }

    /// <summary>Two instances for a service of two periods keep up; one does not.</summary>
    [Fact]
    public void A_second_instance_takes_its_share()
    {
        var model = new SystemModel
        {
            Start = [new StartPhase("start", new Deterministic(0))], Service = new Deterministic(0.2),
        };
        var two = RequestsStream.Run(model with { MaximumInstances = 2 }, Due(100, 100), 1, 0);
        var one = RequestsStream.Run(model, Due(100, 100), 1, 0);

        two.Times.OverheadNs.ShouldBe(200_000_000);
        one.Times.T2Ns.ShouldBe(100 * 200_000_000L);
        two.Events.CountBy(item => item.Instance).ShouldAllBe(share => share.Value == 50);
    }

    private static long[] Due(int events, int periodMs) =>
        [.. Enumerable.Range(0, events).Select(i => i * periodMs * 1_000_000L)];
}
