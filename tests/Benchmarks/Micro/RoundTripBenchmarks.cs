using BenchmarkDotNet.Attributes;
using Eval.Tests.Benchmarks.Events;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>
/// One frame of the paper there and back on a running stream, its grayscale included, against a process that echoes the
/// same frame over a bare Unix socket. Goals: 1.5 times that where the connection is handed to the instance, 2.5 times
/// where it is relayed. The program <c>events</c> measures the same, interleaved.
/// </summary>
[Config(typeof(ShortConfig))]
public class RoundTripBenchmarks
{
    private const int MostEvents = 1 << 18;

    private Exchange? _exchange;

    /// <summary>The yardstick.</summary>
    [GlobalSetup(Target = nameof(BareEcho))]
    public void BeginEcho() => _exchange = Exchange.Echo(new Frames(seed: 20260303, Frames.PaperBytes));

    [GlobalSetup(Target = nameof(HandedOver))]
    public void BeginHandedOver() => Begin("process-handed");

    [GlobalSetup(Target = nameof(Relayed))]
    public void BeginRelayed() => Begin("process");

    [GlobalSetup(Target = nameof(ThroughNats))]
    public void BeginNats() => Begin("nats");

    [GlobalSetup(Target = nameof(InDocker))]
    public void BeginDocker() => Begin("docker");

    [GlobalCleanup]
    public void End() => _exchange?.Dispose();

    [Benchmark(Baseline = true)]
    public void BareEcho() => _exchange!.RoundTrip();

    [Benchmark]
    public void HandedOver() => _exchange!.RoundTrip();

    [Benchmark]
    public void Relayed() => _exchange!.RoundTrip();

    [Benchmark]
    public void ThroughNats() => _exchange!.RoundTrip();

    /// <summary>Not available where no engine answers.</summary>
    [Benchmark]
    public void InDocker() => _exchange!.RoundTrip();

    private void Begin(string rung) => _exchange = Exchange.Stream(
        Rung.Find(rung), InstanceHosts.ExecutableAsync().GetAwaiter().GetResult(),
        new Frames(seed: 20260303, Frames.PaperBytes), MostEvents);
}
