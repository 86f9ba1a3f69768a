using BenchmarkDotNet.Attributes;
using Eval.Tests.Benchmarks.Rigs;
using NATS.Client.Core;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>One frame of the paper through a real nats-server and back. Goal: the own client takes at most half of the
/// library's time, else the library is used.</summary>
[Config(typeof(ShortConfig))]
[MemoryDiagnoser]
public class NatsHopBenchmarks : IDisposable
{
    private readonly byte[] _frame = NatsHop.Frame(new byte[Frames.PaperBytes]);

    private NatsServer _server = null!;
    private NatsHop _hop = null!;
    private NATS.Client.Core.NatsConnection _library = null!;
    private INatsSub<NatsMemoryOwner<byte>> _subscription = null!;

    /// <summary>A server, and both clients connected.</summary>
    [GlobalSetup]
    public async Task Start()
    {
        _server = NatsServer.Start();
        _library = new NATS.Client.Core.NatsConnection(new NatsOpts { Url = $"nats://{_server.Address}" });
        await _library.ConnectAsync();
        _subscription = await _library.SubscribeCoreAsync<NatsMemoryOwner<byte>>("library");
        _hop = new NatsHop(_server.Address);
    }

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _hop.Dispose();
        _library.DisposeAsync().AsTask().Wait();
        _server.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>NATS.Net, which is asynchronous.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> Library()
    {
        await _library.PublishAsync("library", _frame);
        var message = await _subscription.Msgs.ReadAsync();
        using var payload = message.Data;
        return payload.Length;
    }

    /// <summary>The hop of the runtime, polled on this thread.</summary>
    [Benchmark]
    public int Fifo() => _hop.RoundTrip(_frame);
}
