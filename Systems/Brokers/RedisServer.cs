using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Eval.Systems.Brokers;

/// <summary>
/// A real redis-server on a Unix socket alone, as a child of this process, which ends it. It writes nothing to disk,
/// and where its memory is full it refuses to write rather than to forget.
/// </summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private const string VersionField = "redis_version:";
    private const int LongestAnswer = 16 * 1024;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(10);

    private readonly Process _process;
    private readonly string _socket;

    private RedisServer(Process process, string socket) => (_process, _socket) = (process, socket);

    /// <summary>Where it answers, and who it is.</summary>
    public RedisAddress Address { get; private set; } = new(0, "", "");

    /// <summary>Starts the program at that path, and waits until it has answered at the socket.</summary>
    /// <exception cref="IOException">It ended, or stayed silent.</exception>
    public static async Task<RedisServer> StartAsync(string program, string socket, long mostBytes)
    {
        var start = new ProcessStartInfo(
            program,
            [
                "--port", "0", "--unixsocket", socket, "--unixsocketperm", "777", "--daemonize", "no",
                "--save", "", "--appendonly", "no", "--dir", Path.GetDirectoryName(socket)!,
                "--maxmemory", mostBytes.ToString(CultureInfo.InvariantCulture), "--maxmemory-policy", "noeviction",
            ])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        var server = new RedisServer(Process.Start(start)!, socket);
        _ = server._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            var version = await server.AnsweredAsync(limit.Token);
            server.Address = new RedisAddress(server._process.Id, version, socket);
            return server;
        }
        catch (OperationCanceledException failure)
        {
            await server.DisposeAsync();
            throw new IOException($"{program} did not answer at {socket}", failure);
        }
        catch (IOException)
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_socket);
    }

    /// <summary>Its version, once it answers: the process exists earlier.</summary>
    private async Task<string> AnsweredAsync(CancellationToken cancellation)
    {
        while (true)
        {
            if (_process.HasExited)
            {
                throw new IOException(string.Create(
                    CultureInfo.InvariantCulture, $"redis-server ended with exit code {_process.ExitCode}"));
            }

            if (await VersionAsync(cancellation) is { } version)
            {
                return version;
            }

            await Task.Delay(AskInterval, cancellation);
        }
    }

    private async Task<string?> VersionAsync(CancellationToken cancellation)
    {
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await client.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellation);
            await client.SendAsync("INFO server\r\n"u8.ToArray(), cancellation);
            var answer = new byte[LongestAnswer];
            var said = "";
            while (!said.Contains("\r\n\r\n", StringComparison.Ordinal) && !said.EndsWith('\n')
                && await client.ReceiveAsync(answer, cancellation) is > 0 and var count)
            {
                said += Encoding.ASCII.GetString(answer, 0, count);
            }

            return said.Split('\n').Select(line => line.Trim())
                .FirstOrDefault(line => line.StartsWith(VersionField, StringComparison.Ordinal))?
                [VersionField.Length..];
        }
        catch (SocketException)
        {
            // Nobody listens yet.
            return null;
        }
    }
}
