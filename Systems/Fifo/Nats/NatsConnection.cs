using System.Net;
using System.Text;
using System.Text.Json;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Fifo.Nats;

/// <summary>
/// A client of core NATS for one connection, driven by its user's poll(2) loop: nothing waits, nothing runs on another
/// thread. A frame of 57,600 bytes through a nats-server and back takes 90 µs and allocates nothing, where NATS.Net
/// 3.3.2, which wakes the thread pool, takes 259 µs and 546 B (means of tests/Benchmarks/NatsHopBenchmarks, one run).
/// What goes wrong is kept in <see cref="Failure"/>, after which nothing happens any more.
/// </summary>
public sealed class NatsConnection : IDisposable
{
    private readonly NatsReader _reader = new();
    private readonly NatsWriter _writer = new();
    private readonly StreamSocket? _socket;

    /// <summary>Issues the connect.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="token">Its token, of letters and digits, or null.</param>
    public NatsConnection(IPEndPoint server, string? token = null)
    {
        _writer.Connect(token);
        try
        {
            _socket = TcpSocket.BeginConnect(server);
        }
        catch (IOException failure)
        {
            Failure = failure.Message;
        }
    }

    /// <summary>For polling: always for what arrives, and for room where <see cref="WantsToSend"/>; −1: none.</summary>
    public int Descriptor => _socket?.Descriptor ?? -1;

    /// <summary>Why it can no longer be used, or null.</summary>
    public string? Failure { get; private set; }

    /// <summary>What the server said of itself; null until it has.</summary>
    public NatsServerInfo? Server { get; private set; }

    /// <summary>Whether bytes wait for room in the socket.</summary>
    public bool WantsToSend => Failure is null && Server is not null && _writer.Count > 0;

    /// <summary>How many bytes have not left yet.</summary>
    public int OutgoingBytes => _writer.Count;

    /// <summary>How many bytes have left in all: whether the server still takes any.</summary>
    public long SentBytes { get; private set; }

    /// <summary>How many times the server said that it has handled all before a <see cref="Ping"/>.</summary>
    public int Pongs { get; private set; }

    /// <summary>From now on messages on that subject arrive; once for a connection.</summary>
    public void Subscribe(ReadOnlySpan<byte> subject) => _writer.Subscribe(subject);

    /// <summary>Adds a message to what leaves.</summary>
    public void Publish(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> payload) => _writer.Publish(subject, payload);

    /// <summary>Adds a message with headers, in the form of NATS/1.0, to what leaves.</summary>
    public void Publish(ReadOnlySpan<byte> subject, ReadOnlySpan<byte> headers, ReadOnlySpan<byte> payload) =>
        _writer.Publish(subject, headers, payload);

    /// <summary>Asks the server to say when it has handled all before this.</summary>
    public void Ping() => _writer.Ping();

    /// <summary>Sends what the socket takes now; nothing before the server has spoken.</summary>
    public void Send()
    {
        while (WantsToSend)
        {
            try
            {
                var sent = _socket!.Send(_writer.Rest, [], wait: false);
                if (sent == StreamSocket.WouldBlock)
                {
                    return;
                }

                _writer.Left(sent);
                SentBytes += sent;
            }
            catch (IOException broken)
            {
                Failure = broken.Message;
            }
        }
    }

    /// <summary>Takes in what has arrived; messages taken before are no longer valid.</summary>
    /// <returns>Whether anything has.</returns>
    public bool Receive()
    {
        if (Failure is not null)
        {
            return false;
        }

        try
        {
            var count = _socket!.Receive(_reader.Space(), wait: false);
            _reader.Arrived(Math.Max(0, count));
            Failure = count == 0 ? "the server closed the connection" : null;
            return count > 0;
        }
        catch (IOException broken)
        {
            Failure = broken.Message;
            return false;
        }
    }

    /// <summary>Gives the payload of the next message that is complete, and answers what the server asks.</summary>
    public bool TryTake(out ReadOnlyMemory<byte> payload)
    {
        payload = default;
        try
        {
            while (Failure is null && _reader.TryTake(out var operation))
            {
                if (operation.Verb == NatsVerb.Message)
                {
                    payload = operation.Body;
                    return true;
                }

                Handle(operation);
            }
        }
        catch (Exception malformed) when (malformed is InvalidDataException or JsonException)
        {
            Failure = malformed.Message;
        }

        return false;
    }

    /// <summary>Closes it, without asking the server.</summary>
    public void Dispose()
    {
        Failure ??= "closed";
        _socket?.Dispose();
    }

    private void Handle(NatsOperation operation)
    {
        switch (operation.Verb)
        {
            case NatsVerb.Info:
                Server = NatsServerInfo.Read(operation.Body.Span);
                _reader.MaximumPayload = Server.MaximumPayload;
                Failure = Server.NeedsTls ? "the server wants TLS" : null;
                Send();
                break;
            case NatsVerb.Ping:
                _writer.Pong();
                Send();
                break;
            case NatsVerb.Pong:
                Pongs++;
                break;
            case NatsVerb.Error:
                Failure = $"the server said {Encoding.UTF8.GetString(operation.Body.Span)}";
                break;
            case NatsVerb.Ok or NatsVerb.Message:
                break;
        }
    }
}
