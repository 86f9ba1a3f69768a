using Eval.Systems.Sdk;

namespace Eval.Systems.Abstractions;

/// <summary>Where an adapter tells what happened at the producer's edge; calls may come from any thread.</summary>
public interface IStreamObserver
{
    /// <summary>The first byte of that event was about to leave at that time (MonotonicClock nanoseconds).</summary>
    void Sent(long sequence, long nowNs);

    /// <summary>An output came back at that time. Its payload is read before the call returns.</summary>
    void Returned(StreamEvent output, long nowNs);
}
