using System.Net;
using BenchmarkDotNet.Attributes;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Rigs;
using NATS.Client.Core;

namespace Eval.Tests.Benchmarks.Micro;

/// <summary>One frame of the paper through a real nats-server and back. Goal: the own client takes at most half of the
/// library's time, else the library is used.</summary>
[MemoryDiagnoser]
public class NatsHopBenchmarks : IDisposable
{
    private const int FrameBytes = 160 * 120 * 3;

    private readonly byte[] _frame =
        [.. new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(7, new byte[FrameBytes])).Written,
            .. new byte[FrameBytes]];

    private NatsServer _server = null!;
    private NatsFifo _fifo = null!;
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
        _fifo = new NatsFifo(
            IPEndPoint.Parse(_server.Address), NatsFifoLimits.Within(1, int.MaxValue), MonotonicClock.NowNs);
    }

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _fifo.Dispose();
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
    public int Fifo()
    {
        _fifo.TryAdd(_frame, MonotonicClock.NowNs);
        ReadOnlyMemory<byte> frame;
        while (!_fifo.TryTake(out frame))
        {
            Polling.Wait(_fifo.Descriptor, _fifo.WantsToSend);
            _fifo.Advance(MonotonicClock.NowNs);
            if (_fifo.Failure is { } failure)
            {
                throw new InvalidOperationException(failure);
            }
        }

        return frame.Length;
    }
}
