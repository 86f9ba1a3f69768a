using Eval.Systems.Sdk;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>Told what happens at a client's socket, on the thread where it happens.</summary>
public interface IStreamClientObserver
{
    /// <summary>The first byte of that event is about to leave at that time (MonotonicClock nanoseconds).</summary>
    void Sent(long sequence, long nowNs);

    /// <summary>An output came back at that time; its payload is valid until the call returns.</summary>
    void Returned(StreamEvent output, long nowNs);
}
