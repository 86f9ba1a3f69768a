using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Outputs that nobody wants: counted, and gone.</summary>
internal sealed class DroppingSink : IFrameSink
{
    /// <inheritdoc />
    public bool HasPending => false;

    /// <inheritdoc />
    public long Dropped { get; private set; }

    /// <inheritdoc />
    public string? Lost => null;

    /// <inheritdoc />
    public int Descriptor => -1;

    /// <inheritdoc />
    public Readiness Wanted => Readiness.None;

    /// <inheritdoc />
    public bool Offer(ReadOnlySpan<byte> frame)
    {
        Dropped++;
        return true;
    }

    /// <inheritdoc />
    public void Flush()
    {
        // Nothing is kept.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Nothing is held.
    }
}
