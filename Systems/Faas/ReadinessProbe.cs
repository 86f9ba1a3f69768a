using System.Net.Sockets;
using System.Text;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Faas;

/// <summary>Asks a host over HTTP whether it can serve, on the caller's thread: a thread that blocks anyway learns the
/// answer sooner than the thread pool would.</summary>
internal static class ReadinessProbe
{
    private const int LongestAnswer = 1024;
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);
    private static readonly byte[] Question = Encoding.ASCII.GetBytes(
        $"GET {FaasProtocol.ReadyRoute} HTTP/1.1\r\nHost: function\r\n\r\n");

    /// <summary>Asks once.</summary>
    /// <param name="path">The host's Unix socket.</param>
    /// <param name="answer">What was said where the host is not ready; null where it is.</param>
    /// <returns>The connection of a host that is ready, free for a request; null where it cannot be used again.
    /// </returns>
    public static Socket? Ask(string path, out string? answer)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            connection.ReceiveTimeout = (int)AnswerLimit.TotalMilliseconds;
            connection.Connect(new UnixDomainSocketEndPoint(path));
            connection.Send(Question);
            var head = Head(connection, out var isWhole);
            answer = StatusOf(head) == "200" ? null : $"the readiness probe was answered '{head.Split('\r')[0]}'";
            connection.ReceiveTimeout = 0;
            if (answer is null && isWhole)
            {
                return connection;
            }
        }
        catch (SocketException failure)
        {
            answer = $"the readiness probe got no answer: {failure.Message}";
        }

        connection.Dispose();
        return null;
    }

    /// <summary>Reads to the end of the headers; whole where the answer has no body behind them.</summary>
    private static string Head(Socket connection, out bool isWhole)
    {
        var bytes = new byte[LongestAnswer];
        var length = 0;
        var end = -1;
        while (end < 0 && length < bytes.Length && connection.Receive(bytes.AsSpan(length)) is > 0 and var read)
        {
            length += read;
            end = bytes.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }

        var head = Encoding.ASCII.GetString(bytes, 0, end < 0 ? length : end);
        isWhole = end + 4 == length && head.Contains("Content-Length: 0", StringComparison.OrdinalIgnoreCase);
        return head;
    }

    private static string StatusOf(string head) =>
        head.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && head.Length >= 12 ? head[9..12] : "";
}
