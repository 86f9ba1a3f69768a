using System.Threading.Channels;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>A stream's producer and consumer at a broker.</summary>
internal interface IPipelineProducer : IAsyncDisposable
{
    /// <summary>What the workers' probes told so far, and whether every output has come back.</summary>
    PipelineProbes Probes { get; }

    /// <summary>What went over the broker so far.</summary>
    PipelineTally Tally { get; }

    /// <summary>Has the broker keep the stream's events where it does not yet, and subscribes to the outputs.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Publishes events as they come, and the end of stream after the last.</summary>
    /// <exception cref="IOException">The broker refused one.</exception>
    Task PublishAsync(ChannelReader<StreamEvent> outbox, CancellationToken cancellation);

    /// <summary>Deletes what the broker holds of the stream; called last.</summary>
    /// <exception cref="IOException">The broker did not confirm.</exception>
    Task ForgetAsync();
}
