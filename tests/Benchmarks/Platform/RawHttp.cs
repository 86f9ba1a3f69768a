using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Benchmarks.Platform;

/// <summary>A blocking HTTP/1.1 client on one connection, which costs next to nothing: what is measured is the other
/// side.</summary>
internal sealed class RawHttp : IDisposable
{
    private const int BufferBytes = 1 << 20;
    private const int MostWords = 500;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private readonly Socket _socket;

    private RawHttp(Socket socket) => _socket = socket;

    /// <summary>Connects over TCP.</summary>
    public static RawHttp Connect(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Parse(address.Host), address.Port));
        return new RawHttp(socket);
    }

    /// <summary>Connects to a Unix socket.</summary>
    public static RawHttp Connect(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return new RawHttp(socket);
    }

    /// <summary>Sends one event, and gives the body of its answer, valid until the next call.</summary>
    /// <exception cref="IOException">The answer is not 200 with a body.</exception>
    public ReadOnlySpan<byte> PostEvent(StreamEvent item) => Post(
        FaasProtocol.EventRoute,
        $"{CloudEventHeader.SpecVersion}: {CloudEventHeader.Version}\r\n"
        + $"{CloudEventHeader.Type}: {CloudEventHeader.InputType}\r\n{CloudEventHeader.Source}: /streams/bench\r\n"
        + string.Create(CultureInfo.InvariantCulture, $"{CloudEventHeader.Id}: {item.Sequence}\r\n")
        + string.Create(CultureInfo.InvariantCulture, $"{CloudEventHeader.Sequence}: {item.Sequence:D10}\r\n"),
        item.Payload);

    /// <summary>Sends a request.</summary>
    /// <exception cref="IOException">The answer is not 200 with a length.</exception>
    public ReadOnlySpan<byte> Post(string route, string headers, ReadOnlyMemory<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"POST {route} HTTP/1.1\r\nHost: function\r\nContent-Length: {body.Length}\r\n{headers}\r\n"));
        try
        {
            _socket.Send([head, new ArraySegment<byte>(body.ToArray())]);
            return Answer();
        }
        catch (SocketException failure)
        {
            throw new IOException($"a request broke: {failure.Message}; before that came '{LastWords()}'", failure);
        }
    }

    public void Dispose() => _socket.Dispose();

    private ReadOnlySpan<byte> Answer()
    {
        var length = 0;
        int end;
        while ((end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
        {
            length += Receive(length);
        }

        var head = Encoding.ASCII.GetString(_buffer, 0, end);
        var size = head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? LengthOf(head) : null;
        var body = end + 4;
        while (length < body + (size ?? throw new IOException($"answered: {head}")))
        {
            length += Receive(length);
        }

        return _buffer.AsSpan(body, size.Value);
    }

    /// <summary>What the other side had said before it closed, which mostly tells why.</summary>
    private string LastWords()
    {
        try
        {
            return Encoding.ASCII.GetString(_buffer, 0, _socket.Receive(_buffer.AsSpan(0, MostWords)));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private int Receive(int from) =>
        _socket.Receive(_buffer.AsSpan(from)) is > 0 and var read
            ? read
            : throw new IOException("the connection ended before the answer");

    private static int? LengthOf(string head)
    {
        const string Name = "Content-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var text = head[(at + Name.Length)..];
        var end = text.IndexOf('\r', StringComparison.Ordinal);
        return int.Parse(end < 0 ? text : text[..end], CultureInfo.InvariantCulture);
    }
}
