namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Which of the producer's events caused each event of a later stage, whose events are numbered 0, 1, 2, …
/// The last million are remembered.</summary>
internal sealed class OriginMap
{
    /// <summary>How many events back a stage may still name.</summary>
    public const int Most = 1 << 20;

    private long[] _origins = new long[256];

    /// <summary>The number of the next event.</summary>
    public long Next { get; private set; }

    /// <summary>Notes the origin of event <see cref="Next"/>.</summary>
    public void Add(long origin)
    {
        if (Next == _origins.Length && Next < Most)
        {
            Array.Resize(ref _origins, 2 * _origins.Length);
        }

        _origins[Next & (_origins.Length - 1)] = origin;
        Next++;
    }

    /// <summary>The origin of that event; false where there was none of that number, or too long ago.</summary>
    public bool TryGet(long sequence, out long origin)
    {
        origin = _origins[sequence & (_origins.Length - 1)];
        return sequence >= 0 && sequence < Next && sequence >= Next - _origins.Length;
    }
}
