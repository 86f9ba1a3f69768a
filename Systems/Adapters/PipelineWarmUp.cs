using System.Threading.Channels;
using Eval.Systems.Abstractions;
using Eval.Systems.Brokers;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>Throwaway streams before the first trial, so that it does not pay for the compilation of client and broker
/// code and for an empty page cache. Nothing of them is left.</summary>
internal static class PipelineWarmUp
{
    private const int ClientStreams = 3;
    private const int EventsEach = 5;

    /// <summary>One stream without events through a whole engine, and three that return from the broker
    /// itself.</summary>
    /// <exception cref="SystemUnavailableException">The engine did not come up; the message says why.</exception>
    public static async Task RunAsync(PipelineParts parts, CancellationToken cancellation)
    {
        await using var stream = new PipelineStream(parts, new StreamRequest("warm-up-engine", 0, 0), new Nobody());
        stream.Complete();
        for (var i = 0; i < ClientStreams; i++)
        {
            await EchoAsync(parts.Broker, $"warm-up-{i}", cancellation);
        }

        var report = await stream.FinishAsync(cancellation);
        if (report.Outcome != StreamOutcome.Completed)
        {
            throw new SystemUnavailableException($"the pipeline's engine did not come up: {report.Reason}");
        }
    }

    /// <summary>Publishes where outputs are awaited, so that both directions of the client are used.</summary>
    private static async Task EchoAsync(BrokerAddress broker, string streamId, CancellationToken cancellation)
    {
        var outbox = Channel.CreateBounded<StreamEvent>(EventsEach);
        for (var i = 0; i < EventsEach; i++)
        {
            outbox.Writer.TryWrite(new StreamEvent(i, new byte[64 * 1024]));
        }

        outbox.Writer.Complete();
        await using (var producer = new PipelineProducer(broker.Port, streamId, new Nobody()))
        {
            await producer.OpenAsync(cancellation);
            await producer.PublishAsync(outbox.Reader, StreamNames.Output(streamId), cancellation);
            await producer.Trailer.WaitAsync(cancellation);
        }

        await new BrokerControl(broker.ControlPort).ForgetAsync(StreamNames.Clients(streamId), cancellation);
    }

    private sealed class Nobody : IStreamObserver
    {
        public void Sent(long sequence, long nowNs)
        {
            // The producer's stamps of a throwaway stream interest nobody.
        }

        public void Returned(StreamEvent output, long nowNs)
        {
            // Nor do its outputs.
        }
    }
}
