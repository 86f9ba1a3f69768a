using Eval.Systems.Sdk;

namespace Eval.Systems.Abstractions;

/// <summary>The producer's side of one stream.</summary>
public interface IStreamUnderTest : IAsyncDisposable
{
    /// <summary>
    /// Hands over one event, on the pacer's thread at its due time; the first call also connects. It never waits for
    /// the system (what cannot leave at once goes to an outbox bounded by the request's events), and never retries or
    /// throws for what the system did: failures belong to the report. The payload stays valid until the stream has
    /// finished.
    /// </summary>
    void Send(StreamEvent item);

    /// <summary>The producer closes; called once, right after the last <see cref="Send"/>.</summary>
    void Complete();

    /// <summary>Waits until outputs, trailers and the system's own report are in and all instances of the stream are
    /// gone. Cancellation (the deadline) ends the stream by force and still gives a report.</summary>
    Task<StreamReport> FinishAsync(CancellationToken cancellation);
}
