using System.Globalization;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;
using Eval.Tests.Benchmarks.Rigs;
using NATS.Client.Core;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Eval.Tests.Benchmarks.Drains;

/// <summary>Fills a stream at the broker, has somebody drain it, and looks at what comes out.</summary>
internal sealed class DrainRig(int port, Frames frames, int count)
{
    private const int Window = 256;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <summary>The pipeline's job over that stream, with room in its probe.</summary>
    public Job JobOf(string id) => new(
        id, 1, new JetStreamSource(port, JetStreamNames.Stream(id), JetStreamNames.Input(id)),
        new MapOperator("grayscale", new Dictionary<string, string>
        {
            [Expected.Parameter] = count.ToString(CultureInfo.InvariantCulture),
        }),
        [], new SinkOperator(JetStreamNames.Output(id)));

    /// <summary>Outputs per second, from the first to the last, as a subscriber receives them.</summary>
    /// <exception cref="IOException">An output was wrong or missing, or it took too long.</exception>
    public async Task<double> MeasureAsync(string id, Action<string> start)
    {
        using var limit = new CancellationTokenSource(Limit);
        await using var connection = new NatsConnection(NatsClient.Options(port, "drain"));
        var jetStream = new NatsJSContext(connection);
        var keeper = new PipelineJetStreamKeeper(count + 1, 1, StreamConfigStorage.Memory);
        await keeper.KeepAsync(jetStream, id, limit.Token);
        await FillAsync(jetStream, JetStreamNames.Partition(JetStreamNames.Input(id), 0), limit.Token);
        await using var outputs = await connection.SubscribeCoreAsync<byte[]>(
            JetStreamNames.Output(id), cancellationToken: limit.Token);
        await connection.PingAsync(limit.Token);
        start(id);
        try
        {
            return await ReceiveAsync(outputs, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new IOException($"{id} has not ended after {Limit.TotalSeconds} s");
        }
        finally
        {
            await PipelineJetStreamKeeper.ForgetAsync(jetStream, id);
        }
    }

    private async Task FillAsync(NatsJSContext jetStream, string subject, CancellationToken cancellation)
    {
        var unanswered = new Queue<NatsJSPublishConcurrentFuture>(Window);
        for (var i = 0; i <= count; i++)
        {
            if (unanswered.Count == Window)
            {
                await ConfirmAsync(unanswered.Dequeue(), cancellation);
            }

            var item = new StreamEvent(i, frames.Rgb(i));
            unanswered.Enqueue(i == count
                ? await jetStream.PublishConcurrentAsync(
                    subject, ReadOnlyMemory<byte>.Empty, headers: JetStreamMessages.EndHeaders(0),
                    cancellationToken: cancellation)
                : await jetStream.PublishConcurrentAsync(
                    subject, item.Payload, headers: JetStreamMessages.HeadersOf(item),
                    cancellationToken: cancellation));
        }

        while (unanswered.TryDequeue(out var answer))
        {
            await ConfirmAsync(answer, cancellation);
        }
    }

    private static async Task ConfirmAsync(NatsJSPublishConcurrentFuture answer, CancellationToken cancellation)
    {
        await using (answer)
        {
            (await answer.GetResponseAsync(cancellation)).EnsureSuccess();
        }
    }

    private async Task<double> ReceiveAsync(INatsSub<byte[]> outputs, CancellationToken cancellation)
    {
        var (received, firstNs, lastNs) = (0, 0L, 0L);
        await foreach (var message in outputs.Msgs.ReadAllAsync(cancellation))
        {
            if (JetStreamMessages.EndOf(message.Headers) is not null)
            {
                break;
            }

            if (JetStreamMessages.ProbeWorkerOf(message.Headers) is not null)
            {
                continue;
            }

            lastNs = MonotonicClock.NowNs;
            firstNs = received == 0 ? lastNs : firstNs;
            var output = JetStreamMessages.Read(message.Headers, message.Data);
            if (output.Sequence != received || !frames.IsGrey(output.Sequence, output.Payload.Span))
            {
                throw new IOException($"output {received} is wrong");
            }

            received++;
        }

        return received == count
            ? (count - 1) / ((lastNs - firstNs) / 1e9)
            : throw new IOException($"{received} of {count} outputs");
    }
}
