using System.Net.Sockets;
using System.Text;

namespace Eval.Tests.Systems.Sandboxes.Containers;

/// <summary>Something that answers as an engine until a container is to be created: then its socket vanishes, or it
/// never answers again.</summary>
internal sealed class StuckEngine : IAsyncDisposable
{
    private readonly string _path = Path.Join(Path.GetTempPath(), $"eval-stuck-{Guid.NewGuid():N}.sock");
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _ended = new();
    private readonly bool _vanishes;
    private readonly Task _serving;

    public StuckEngine(bool vanishes)
    {
        _vanishes = vanishes;
        _listener.Bind(new UnixDomainSocketEndPoint(_path));
        _listener.Listen();
        _serving = ServeAsync();
    }

    public Uri Address => new($"unix://{_path}");

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _serving;
        _listener.Dispose();
        _ended.Dispose();
        File.Delete(_path);
    }

    private async Task ServeAsync()
    {
        var open = new List<Socket>();
        try
        {
            do
            {
                open.Add(await _listener.AcceptAsync(_ended.Token));
            }
            while (await AnswerAsync(open[^1]));
        }
        catch (OperationCanceledException)
        {
            open.ForEach(client => client.Dispose());
        }
    }

    /// <summary>Gives false once it has vanished.</summary>
    private async Task<bool> AnswerAsync(Socket client)
    {
        var buffer = new byte[8192];
        var count = await client.ReceiveAsync(buffer, _ended.Token);
        var request = Encoding.ASCII.GetString(buffer, 0, count).Split('\r')[0];
        if (!request.Contains("/containers/", StringComparison.Ordinal) || request.Contains("/json"))
        {
            var body = request.Contains("/containers/json", StringComparison.Ordinal) ? "[]" : "{}";
            await client.SendAsync(Encoding.ASCII.GetBytes(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n"
                + $"Content-Length: {body.Length}\r\n\r\n{body}"), _ended.Token);
            client.Dispose();
        }
        else if (_vanishes)
        {
            File.Delete(_path);
            client.Dispose();
            _listener.Dispose();
            return false;
        }

        return true;
    }
}
