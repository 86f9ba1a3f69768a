namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>One direction of a connection: a bounded queue of bytes whose ends can close.</summary>
internal sealed class SimulatedPipe(int capacity)
{
    private readonly byte[] _bytes = new byte[capacity];
    private int _start;

    /// <summary>How many bytes are in it.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more will be written.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether nothing is read any more.</summary>
    public bool IsDeaf { get; private set; }

    /// <summary>Told when bytes or the end arrive.</summary>
    public Action Arrived { get; set; } = () => { };

    /// <summary>Told when there is room, or nobody reads any more.</summary>
    public Action Drained { get; set; } = () => { };

    /// <summary>How many more bytes fit.</summary>
    public int Room => capacity - Count;

    /// <summary>Puts in what fits.</summary>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(Room, bytes.Length);
        for (var i = 0; i < count; i++)
        {
            _bytes[(_start + Count + i) % capacity] = bytes[i];
        }

        Count += count;
        if (count > 0)
        {
            Arrived();
        }

        return count;
    }

    /// <summary>Takes what is there.</summary>
    public int Read(Span<byte> into)
    {
        var count = Math.Min(Count, into.Length);
        for (var i = 0; i < count; i++)
        {
            into[i] = _bytes[(_start + i) % capacity];
        }

        _start = (_start + count) % capacity;
        Count -= count;
        if (count > 0)
        {
            Drained();
        }

        return count;
    }

    /// <summary>The writer closes.</summary>
    public void End()
    {
        IsEnded = true;
        Arrived();
    }

    /// <summary>The reader closes; what is inside is lost.</summary>
    public void Deafen()
    {
        IsDeaf = true;
        Drained();
    }
}
