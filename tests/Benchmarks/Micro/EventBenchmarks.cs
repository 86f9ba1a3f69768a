using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Eval.Tests.Benchmarks.Events;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>
/// What a frame of the paper costs on a running stream, its grayscale included, against a process that echoes the same
/// frame over a bare Unix socket: there and back one at a time, and as a share of a flow whose sender does not wait for
/// outputs. Goals: 1.5 times that where the connection is handed to the instance, 2.5 times where it is relayed. The
/// program <c>events</c> measures the same, interleaved.
/// </summary>
[Config(typeof(ShortConfig))]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class EventBenchmarks
{
    private const string OneAtATime = "one at a time";
    private const string Flow = "flow";
    private const int FlowEvents = 400;
    private const int MostEvents = 1 << 20;

    private Exchange? _exchange;

    /// <summary>The yardstick.</summary>
    [GlobalSetup(Targets = [nameof(BareEcho), nameof(BareEchoFlow)])]
    public void BeginEcho() => _exchange = EventsProgram.Apart(
        () => Exchange.Echo(new Frames(seed: 20260303, Frames.PaperBytes)));

    [GlobalSetup(Targets = [nameof(HandedOver), nameof(HandedOverFlow)])]
    public void BeginHandedOver() => Begin("process-handed");

    [GlobalSetup(Targets = [nameof(Relayed), nameof(RelayedFlow)])]
    public void BeginRelayed() => Begin("process");

    [GlobalSetup(Targets = [nameof(InDocker), nameof(InDockerFlow)])]
    public void BeginDocker() => Begin("docker");

    [GlobalSetup(Targets = [nameof(ThroughNats), nameof(ThroughNatsFlow)])]
    public void BeginNats() => Begin("nats");

    [GlobalSetup(Target = nameof(ThroughNatsWhatWaits))]
    public void BeginNatsForWaiting() => Begin("nats-for-waiting");

    [GlobalCleanup]
    public void End() => _exchange?.Dispose();

    [Benchmark(Baseline = true)]
    [BenchmarkCategory(OneAtATime)]
    public void BareEcho() => _exchange!.RoundTrip();

    [Benchmark]
    [BenchmarkCategory(OneAtATime)]
    public void HandedOver() => _exchange!.RoundTrip();

    [Benchmark]
    [BenchmarkCategory(OneAtATime)]
    public void Relayed() => _exchange!.RoundTrip();

    /// <summary>Not available where no engine answers.</summary>
    [Benchmark]
    [BenchmarkCategory(OneAtATime)]
    public void InDocker() => _exchange!.RoundTrip();

    [Benchmark]
    [BenchmarkCategory(OneAtATime)]
    public void ThroughNats() => _exchange!.RoundTrip();

    /// <summary>Only what has to wait goes through NATS, and here nothing has to.</summary>
    [Benchmark]
    [BenchmarkCategory(OneAtATime)]
    public void ThroughNatsWhatWaits() => _exchange!.RoundTrip();

    [Benchmark(Baseline = true, OperationsPerInvoke = FlowEvents)]
    [BenchmarkCategory(Flow)]
    public double BareEchoFlow() => _exchange!.MeasureFlow(FlowEvents);

    [Benchmark(OperationsPerInvoke = FlowEvents)]
    [BenchmarkCategory(Flow)]
    public double HandedOverFlow() => _exchange!.MeasureFlow(FlowEvents);

    [Benchmark(OperationsPerInvoke = FlowEvents)]
    [BenchmarkCategory(Flow)]
    public double RelayedFlow() => _exchange!.MeasureFlow(FlowEvents);

    [Benchmark(OperationsPerInvoke = FlowEvents)]
    [BenchmarkCategory(Flow)]
    public double InDockerFlow() => _exchange!.MeasureFlow(FlowEvents);

    [Benchmark(OperationsPerInvoke = FlowEvents)]
    [BenchmarkCategory(Flow)]
    public double ThroughNatsFlow() => _exchange!.MeasureFlow(FlowEvents);

    private void Begin(string rung)
    {
        var executable = InstanceHosts.ExecutableAsync().GetAwaiter().GetResult();
        var frames = new Frames(seed: 20260303, Frames.PaperBytes);
        _exchange = EventsProgram.Apart(() => Exchange.Stream(Rung.Find(rung), executable, frames, MostEvents));
    }
}
