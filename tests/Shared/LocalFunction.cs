using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Eval.Tests.Shared;

/// <summary>An HTTP server on loopback that answers each request with exactly the bytes that a test wants, right or
/// wrong.</summary>
internal sealed class LocalFunction : IDisposable
{
    private const int LongestHead = 64 * 1024;
    private const int PartBytes = 64;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private readonly Func<LocalRequest, Task<LocalAnswer>> _answer;
    private int _requests;

    /// <summary>Starts it.</summary>
    public LocalFunction(Func<LocalRequest, Task<LocalAnswer>> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Starts one that answers at once.</summary>
    public LocalFunction(Func<LocalRequest, LocalAnswer> answer)
        : this(request => Task.FromResult(answer(request)))
    {
    }

    /// <summary>Where it listens.</summary>
    public string Url => string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>How many requests it has got.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>An address at which nobody listens.</summary>
    public static string UnreachableUrl()
    {
        using var gone = new LocalFunction(_ => LocalAnswer.Of(200, []));
        return gone.Url;
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                _clients.Add(client);
                _ = ServeAsync(client);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var served = client;
            var stream = client.GetStream();
            while (await ReadAsync(stream) is { } request)
            {
                Interlocked.Increment(ref _requests);
                var answer = await _answer(request);
                await WriteAsync(stream, answer);
                if (answer.Closes)
                {
                    return;
                }
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or SocketException)
        {
            // Its client has given up.
        }
    }

    private static async Task WriteAsync(NetworkStream stream, LocalAnswer answer)
    {
        if (answer.Pace == TimeSpan.Zero)
        {
            await stream.WriteAsync(answer.Bytes);
            return;
        }

        foreach (var part in answer.Bytes.Chunk(PartBytes))
        {
            await stream.WriteAsync(part);
            await Task.Delay(answer.Pace);
        }
    }

    private static async Task<LocalRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4 || head is not [.., (byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n'])
        {
            if (head.Count > LongestHead || await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(
            pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"), CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body);
        return new LocalRequest(lines[0].Split(' ')[1], headers, body);
    }
}
