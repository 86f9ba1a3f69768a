using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>What is said of one stream through a program of its own, and whether it is to end by force.</summary>
internal sealed class RuntimeTalk(IStreamObserver observer) : IDisposable
{
    private readonly CancellationTokenSource _abort = new();

    /// <summary>What the stream amounts to so far.</summary>
    public StreamTally Tally { get; } = new();

    /// <summary>What was seen of its start.</summary>
    public RuntimeMarks Marks { get; } = new();

    /// <summary>Cancelled when the stream ends by force.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>The stream ends by force.</summary>
    public void Abort() => _abort.Cancel();

    /// <summary>An event is about to leave.</summary>
    public void Leaving(StreamEvent item)
    {
        Tally.Requested();
        Tally.Sent(item.Payload.Length);
        observer.Sent(item.Sequence, MonotonicClock.NowNs);
    }

    /// <summary>An output was here at that time.</summary>
    public void Returned(StreamEvent output, long nowNs)
    {
        Tally.Returned(output.Payload.Length);
        observer.Returned(output, nowNs);
    }

    /// <summary>All that comes is here, and the program still lives.</summary>
    public void Ending() => observer.Ending();

    /// <inheritdoc />
    public void Dispose() => _abort.Dispose();
}
