using System.Net.Sockets;
using System.Text;

namespace Eval.Tests.Systems.Faas;

/// <summary>Answers each request on a Unix socket with the next of its answers, the last one for ever.</summary>
internal sealed class FakeHttpHost : IDisposable
{
    public const string Ready = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    public const string Unready = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string[] _answers;
    private int _questions;
    private int _connections;

    public FakeHttpHost(string path, params string[] answers)
    {
        _answers = answers;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _ = AcceptAsync();
    }

    public int Questions => Volatile.Read(ref _questions);

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = AnswerAsync(await _listener.AcceptAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        using var _ = connection;
        Interlocked.Increment(ref _connections);
        var part = new byte[4096];
        var text = "";
        try
        {
            while (await connection.ReceiveAsync(part) is > 0 and var read)
            {
                text += Encoding.ASCII.GetString(part, 0, read);
                if (text.EndsWith("\r\n\r\n", StringComparison.Ordinal))
                {
                    text = "";
                    var number = Interlocked.Increment(ref _questions);
                    await connection.SendAsync(
                        Encoding.ASCII.GetBytes(_answers[Math.Min(number, _answers.Length) - 1]));
                }
            }
        }
        catch (SocketException)
        {
            // Who asked is gone.
        }
    }
}
