using Eval.Systems.Sdk;

namespace Eval.Systems.Abstractions;

/// <summary>Where an adapter tells what happened at the producer's edge; calls may come from any thread.</summary>
public interface IStreamObserver
{
    /// <summary>The first byte of that event was about to leave at that time (MonotonicClock nanoseconds).</summary>
    void Sent(long sequence, long nowNs);

    /// <summary>An output came back at that time. Its payload is read before the call returns.</summary>
    void Returned(StreamEvent output, long nowNs);

    /// <summary>That instance, by the system's name for it, has answered: it lives. Told by systems that may start
    /// instances at any time of a stream, at least once for each that answers, before its output is
    /// <see cref="Returned"/>.</summary>
    void Answered(string instanceId)
    {
        // Most observers do not look at processes.
    }

    /// <summary>No more comes, and nothing is measured any more but the teardown: the instances that the system has to
    /// end live at least until this returns, so that they can be looked at. It may block for a moment.</summary>
    void Ending()
    {
        // Most observers do not look at processes.
    }
}
