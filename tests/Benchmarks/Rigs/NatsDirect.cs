using System.Net;
using System.Text;
using Eval.Systems.Fifo.Nats;
using Eval.Systems.Functions.Graying;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Benchmarks.Linux;

namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>The least that a stream through NATS can cost: a producer that publishes itself, an instance (a thread)
/// that subscribes itself, grays, and answers over a socket between the two. No control plane, no handshake, no
/// bounds. With a relay, what a control plane would cost that publishes for its producer, as far as it only does that.
/// </summary>
internal sealed class NatsDirect : IDisposable
{
    private static readonly int HeadBytes = NatsHop.Frame(default).Length;

    private readonly NatsConnection _publisher;
    private readonly NatsConnection _subscriber;
    private readonly byte[] _subject = Encoding.ASCII.GetBytes(NatsSubject.NewBuffer());
    private readonly StreamSocket _producerEnd;
    private readonly StreamSocket _instanceEnd;
    private readonly Thread _instance;
    private readonly NatsRelay? _relay;
    private volatile bool _hasEnded;
    private byte[] _output = [];
    private byte[] _gray = [];

    /// <summary>Connects both to that server, and starts the instance, whose core is its caller's.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="isRelayed">Whether a relay publishes for the producer, on the instance's core.</param>
    /// <exception cref="IOException">The server does not answer.</exception>
    public NatsDirect(string address, bool isRelayed)
    {
        (_producerEnd, _instanceEnd) = UnixConnection.Pair();
        _publisher = new NatsConnection(IPEndPoint.Parse(address));
        _subscriber = new NatsConnection(IPEndPoint.Parse(address));
        _subscriber.Subscribe(_subject);
        _subscriber.Ping();
        AwaitServer(_publisher, () => _publisher.Server is not null);
        AwaitServer(_subscriber, () => _subscriber.Pongs > 0);
        _instance = new Thread(Serve) { IsBackground = true };
        _instance.Start();
        _relay = isRelayed ? new NatsRelay(_publisher, _subject) : null;
    }

    /// <summary>Sends a frame and waits until it is back from the instance: its bytes.</summary>
    /// <exception cref="IOException">The server or the instance is gone.</exception>
    public int RoundTrip(ReadOnlySpan<byte> frame)
    {
        Publish(frame);
        _output = _output.Length < frame.Length ? new byte[frame.Length] : _output;
        var count = 0;
        while (count < frame.Length)
        {
            var received = _producerEnd.Receive(_output.AsSpan(count, frame.Length - count), wait: true);
            count += received > 0 ? received : throw new IOException("the instance is gone");
        }

        return count;
    }

    public void Dispose()
    {
        _hasEnded = true;
        _relay?.Dispose();
        _instance.Join();
        _publisher.Dispose();
        _subscriber.Dispose();
        _producerEnd.Dispose();
        _instanceEnd.Dispose();
    }

    private void Publish(ReadOnlySpan<byte> frame)
    {
        if (_relay is not null)
        {
            _relay.Send(frame);
            return;
        }

        _publisher.Publish(_subject, frame);
        AwaitServer(_publisher, () => _publisher.OutgoingBytes == 0);
    }

    /// <summary>Drives a connection until it has what is waited for.</summary>
    private static void AwaitServer(NatsConnection connection, Func<bool> isDone)
    {
        connection.Send();
        while (!isDone())
        {
            Polling.Wait(connection.Descriptor, connection.WantsToSend);
            connection.Receive();
            _ = connection.TryTake(out _);
            connection.Send();
            if (connection.Failure is { } failure)
            {
                throw new IOException(failure);
            }
        }
    }

    private void Serve()
    {
        try
        {
            while (!_hasEnded && _subscriber.Failure is null)
            {
                Polling.Wait(_subscriber.Descriptor, _subscriber.WantsToSend);
                _subscriber.Send();
                _subscriber.Receive();
                while (_subscriber.TryTake(out var frame))
                {
                    Answer(frame.Span);
                }
            }
        }
        catch (IOException)
        {
            // The producer has left.
        }
    }

    private void Answer(ReadOnlySpan<byte> frame)
    {
        var payload = frame[HeadBytes..];
        _gray = _gray.Length == payload.Length ? _gray : new byte[payload.Length];
        GrayKernel.Average(payload, _gray);
        _instanceEnd.Send(frame[..HeadBytes], _gray, wait: true);
    }
}
