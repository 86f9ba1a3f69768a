namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>One end of a connected stream of bytes. No call waits, and none throws.</summary>
internal interface IByteChannel
{
    /// <summary>Nothing can be moved now.</summary>
    const int WouldBlock = -1;

    /// <summary>The connection is broken.</summary>
    const int Broken = -2;

    /// <summary>What to wait for it by.</summary>
    int Descriptor { get; }

    /// <summary>How many of the sent bytes the other side has not taken yet, roughly; 0 only where it took all.
    /// </summary>
    int Untaken { get; }

    /// <summary>Takes what is there: a count, 0 at the end, or one of the two above.</summary>
    int Receive(Span<byte> into);

    /// <summary>Hands over what can be handed over: a count, or one of the two above.</summary>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Ends both directions.</summary>
    void Shutdown();
}
