using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Eval.Systems.Brokers;

/// <summary>
/// The control route of a broker process, both ends. A connection to its control port carries one request line and one
/// answer line: <c>status</c> gives a <see cref="BrokerStatus"/> as JSON; <c>forget PREFIX</c> deletes what the broker
/// holds of the client ids with that prefix, and gives <c>forgotten</c>.
/// </summary>
/// <param name="port">The loopback port.</param>
public sealed class BrokerControl(int port)
{
    private const int LongestRequest = 256;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>What the broker knows now.</summary>
    /// <exception cref="IOException">It did not answer, or not with a status.</exception>
    public async Task<BrokerStatus> StatusAsync(CancellationToken cancellation)
    {
        var answer = await AskAsync("status", cancellation);
        return JsonSerializer.Deserialize(answer, BrokerJson.Default.BrokerStatus)
            ?? throw new IOException($"the broker answered '{answer}'");
    }

    /// <summary>Deletes the sessions of all client ids with that prefix.</summary>
    /// <exception cref="IOException">The broker did not confirm.</exception>
    public async Task ForgetAsync(string prefix, CancellationToken cancellation)
    {
        var answer = await AskAsync($"forget {prefix}", cancellation);
        if (answer != "forgotten")
        {
            throw new IOException($"the broker answered '{answer}'");
        }
    }

    /// <summary>The broker's end: answers, one connection after the other, until cancelled.</summary>
    internal static async Task ServeAsync(TcpListener listener, EmbeddedBroker broker, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            using var client = await listener.AcceptTcpClientAsync(cancellation);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
            try
            {
                await AnswerAsync(client.GetStream(), broker, limit.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException)
            {
                // Whoever asked has left or was silent; the next one is served.
            }
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, EmbeddedBroker broker, CancellationToken cancellation)
    {
        var request = await ReadRequestAsync(stream, cancellation);
        var answer = "unknown request";
        if (request == "status")
        {
            answer = JsonSerializer.Serialize(await broker.StatusAsync(), BrokerJson.Default.BrokerStatus);
        }
        else if (request.StartsWith("forget ", StringComparison.Ordinal))
        {
            await broker.ForgetAsync(request["forget ".Length..]);
            answer = "forgotten";
        }

        await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\n"), cancellation);
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var line = new byte[LongestRequest];
        var length = 0;
        while (length < line.Length)
        {
            var read = await stream.ReadAsync(line.AsMemory(length), cancellation);
            length += read;
            if (read == 0 || line[length - 1] == (byte)'\n')
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(line, 0, length).TrimEnd('\n');
    }

    private async Task<string> AskAsync(string request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, limit.Token);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request + "\n"), limit.Token);
            using var reader = new StreamReader(client.GetStream());
            return await reader.ReadLineAsync(limit.Token) ?? throw new IOException("the broker closed unanswered");
        }
        catch (Exception failure) when (failure is SocketException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new IOException($"the broker's control port {port} does not answer", failure);
        }
    }
}
