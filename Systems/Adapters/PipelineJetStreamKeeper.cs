using Eval.Systems.Pipelines.Protocol;
using NATS.Client.JetStream;
using NATS.Client.JetStream.Models;

namespace Eval.Systems.Adapters;

/// <summary>What JetStream holds of a pipeline's stream: a stream in memory or in a file, split into partitions, each
/// with a durable consumer, so that events wait there in order until a worker reads them.</summary>
/// <param name="queueBound">How many messages one stream holds.</param>
/// <param name="partitions">Into how many parts it is split.</param>
/// <param name="storage">Where they wait.</param>
internal sealed class PipelineJetStreamKeeper(int queueBound, int partitions, StreamConfigStorage storage)
{
    private const int NotFound = 404;

    /// <summary>How many partitions there are.</summary>
    public int Partitions => partitions;

    /// <summary>Where they wait.</summary>
    public StreamConfigStorage Storage => storage;

    /// <summary>Makes it, under that name.</summary>
    public async Task KeepAsync(NatsJSContext jetStream, string stream, CancellationToken cancellation)
    {
        var (name, input) = (JetStreamNames.Stream(stream), JetStreamNames.Input(stream));
        await jetStream.CreateStreamAsync(
            new StreamConfig(name, [$"{input}.*"])
            {
                Storage = storage,
                Retention = StreamConfigRetention.Workqueue,
                Discard = StreamConfigDiscard.New,
                MaxMsgs = queueBound,
            },
            cancellation);
        for (var partition = 0; partition < partitions; partition++)
        {
            await jetStream.CreateOrUpdateConsumerAsync(
                name, JetStreamConsumers.Of(input, partition, attempt: 0), cancellation);
        }
    }

    /// <summary>Deletes it; without effect where there is none.</summary>
    public static async Task ForgetAsync(NatsJSContext jetStream, string stream)
    {
        try
        {
            await jetStream.DeleteStreamAsync(JetStreamNames.Stream(stream));
        }
        catch (NatsJSApiException unknown) when (unknown.Error.Code == NotFound)
        {
            // It was cut short before the server had made the stream.
        }
    }
}
