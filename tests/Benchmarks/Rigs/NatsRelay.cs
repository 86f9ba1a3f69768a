using Eval.Systems.Fifo.Nats;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>What is left of a control plane that only publishes: a thread that reads a producer's frames, and publishes
/// each as one message.</summary>
internal sealed class NatsRelay : IDisposable
{
    private readonly NatsConnection _server;
    private readonly byte[] _subject;
    private readonly StreamSocket _producerEnd;
    private readonly StreamSocket _ownEnd;
    private readonly Thread _thread;

    /// <summary>Starts it, on its caller's core.</summary>
    /// <param name="server">Connected; belongs to the caller, who uses it no more until this is disposed of.</param>
    /// <param name="subject">Where to publish.</param>
    public NatsRelay(NatsConnection server, byte[] subject)
    {
        (_server, _subject) = (server, subject);
        (_producerEnd, _ownEnd) = UnixConnection.Pair();
        _thread = new Thread(Serve) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Sends it a frame.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public void Send(ReadOnlySpan<byte> frame) => _producerEnd.Send(frame, [], wait: true);

    public void Dispose()
    {
        _producerEnd.Dispose();
        _thread.Join();
        _ownEnd.Dispose();
    }

    private void Serve()
    {
        var reader = new FrameReader();
        reader.Reset(greeted: true);
        while (_server.Failure is null)
        {
            var count = _ownEnd.Receive(reader.Space(), wait: true);
            if (count == 0)
            {
                return;
            }

            reader.Arrived(Math.Max(0, count));
            while (reader.TryTake(out var frame))
            {
                _server.Publish(_subject, frame.Bytes.Span);
                Flush();
            }
        }
    }

    private void Flush()
    {
        _server.Send();
        while (_server.OutgoingBytes > 0 && _server.Failure is null)
        {
            Polling.Wait(_server.Descriptor, _server.WantsToSend);
            _server.Receive();
            _ = _server.TryTake(out _);
            _server.Send();
        }
    }
}
