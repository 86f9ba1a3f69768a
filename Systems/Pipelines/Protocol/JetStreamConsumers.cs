using NATS.Client.JetStream.Models;

namespace Eval.Systems.Pipelines.Protocol;

/// <summary>The consumer of a partition, as the producer makes the first one and a worker that takes over the next.
/// </summary>
public static class JetStreamConsumers
{
    /// <summary>Longer than any trial, so that nothing comes again while its worker lives (as in the paper's setting).
    /// </summary>
    private static readonly TimeSpan AcknowledgeWait = TimeSpan.FromDays(1);

    /// <summary>Its configuration. Open windows hold back any number of acknowledgements.</summary>
    /// <param name="input">The subject of the stream's input.</param>
    /// <param name="partition">Which partition of it.</param>
    /// <param name="attempt">For which time it is placed.</param>
    public static ConsumerConfig Of(string input, int partition, int attempt) =>
        new(JetStreamNames.Consumer(partition, attempt))
        {
            DurableName = JetStreamNames.Consumer(partition, attempt),
            FilterSubject = JetStreamNames.Partition(input, partition),
            AckPolicy = ConsumerConfigAckPolicy.Explicit,
            AckWait = AcknowledgeWait,
            MaxAckPending = -1,
        };
}
