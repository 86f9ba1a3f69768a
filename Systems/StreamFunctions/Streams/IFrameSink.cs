namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Takes frames towards somebody, in order, on the stream's thread; no call waits.</summary>
internal interface IFrameSink : IDisposable
{
    /// <summary>Whether something is still here. While it is, the stream does not complete.</summary>
    bool HasPending { get; }

    /// <summary>Frames that were dropped on purpose.</summary>
    long Dropped => 0;
    /// <summary>Why what held the frames is gone (a broker): the stream then fails; null while it is there.</summary>
    string? Lost { get; }

    /// <summary>What becomes ready when more can be moved; −1: nothing has to be waited for.</summary>
    int Descriptor { get; }

    /// <summary>For what readiness of it to wait; asked whenever the stream goes to sleep.</summary>
    Connections.Readiness Wanted { get; }

    /// <summary>When to wake at the latest, as what holds the frames may have been silent for too long.</summary>
    long DeadlineNs => long.MaxValue;

    /// <summary>Takes a whole frame, copied where it is kept. False: no room now; it is offered again later.</summary>
    bool Offer(ReadOnlySpan<byte> frame);

    /// <summary>Moves on what can be moved now; called first each time the stream wakes.</summary>
    void Flush();
}
