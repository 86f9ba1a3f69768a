using System.Net;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>A real nats-server with the runtime's own client and nothing else: one frame goes to the server and comes
/// back to the thread that sent it. No stream through NATS can cost less.</summary>
internal sealed class NatsHop : IDisposable
{
    private readonly NatsFifo _fifo;

    /// <summary>Connects to that server.</summary>
    public NatsHop(string address) => _fifo = new NatsFifo(
        IPEndPoint.Parse(address), NatsFifoLimits.Within(1, int.MaxValue), MonotonicClock.NowNs);

    /// <summary>An event as it goes over the wire.</summary>
    public static byte[] Frame(ReadOnlyMemory<byte> payload) =>
        [.. new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(7, payload)).Written, .. payload.Span];

    /// <summary>Sends a frame and waits until it is back: its bytes.</summary>
    /// <exception cref="IOException">The server is gone.</exception>
    public int RoundTrip(ReadOnlySpan<byte> frame)
    {
        _fifo.TryAdd(frame, MonotonicClock.NowNs);
        ReadOnlyMemory<byte> back;
        while (!_fifo.TryTake(out back))
        {
            Polling.Wait(_fifo.Descriptor, _fifo.WantsToSend);
            _fifo.Advance(MonotonicClock.NowNs);
            if (_fifo.Failure is { } failure)
            {
                throw new IOException(failure);
            }
        }

        return back.Length;
    }

    public void Dispose() => _fifo.Dispose();
}
