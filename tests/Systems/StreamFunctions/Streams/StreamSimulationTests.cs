using System.Collections.Concurrent;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: whatever producer, instances and control plane do, and in whatever order, a stream ends once, in
/// time, with nothing lost unaccounted or left behind. Method: the real core in virtual time, thousands of random
/// schedules of faults, each from a seed.</summary>
public sealed class StreamSimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void No_schedule_of_faults_breaks_an_invariant()
    {
        var first = Scale.Seed();
        output.WriteLine($"EVAL_SEED={first}");
        var broken = new ConcurrentBag<string>();
        Parallel.For(0, Scale.Of(10_000), i =>
        {
            var stream = Run(first + i);
            foreach (var violation in StreamInvariants.Broken(stream))
            {
                broken.Add($"EVAL_SEED={first + i}: {violation}");
            }
        });

        broken.ShouldBeEmpty();
    }

    /// <summary>poll(2) tells of a hang-up whether asked or not: a stream that still holds an output of the one that
    /// hung up must not be woken by it again and again.</summary>
    [Fact]
    public void An_instance_that_dies_while_nobody_takes_its_outputs_does_not_keep_the_stream_spinning()
    {
        var first = Scale.Seed();
        output.WriteLine($"EVAL_SEED={first}");
        var broken = Enumerable.Range(first, Scale.Of(4_000)).SelectMany(seed =>
        {
            var stream = new SimulatedStream(seed, ProducerConduct.NeverReads, InstanceConduct.DiesMid);
            stream.Run();
            return StreamInvariants.Broken(stream).Select(violation => $"EVAL_SEED={seed}: {violation}");
        });

        broken.ShouldBeEmpty();
    }

    [Fact]
    public void A_seed_replays_identically()
    {
        var first = Scale.Seed();
        var hashes = Enumerable.Range(first, Scale.Of(1_000)).Select(seed => Run(seed).World.Hash).ToArray();

        Enumerable.Range(first, Scale.Of(1_000)).Select(seed => Run(seed).World.Hash).ShouldBe(hashes);
        // Streams whose first instance cannot start may have nothing else to tell.
        hashes.Distinct().Count().ShouldBeGreaterThan(hashes.Length * 95 / 100);
    }

    private static SimulatedStream Run(int seed)
    {
        var stream = new SimulatedStream(seed);
        stream.Run();
        return stream;
    }
}
