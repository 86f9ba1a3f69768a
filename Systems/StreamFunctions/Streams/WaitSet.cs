using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>What a stream waits for, and what was found: written by the stream, answered by its driver.</summary>
internal sealed class WaitSet
{
    private LibC.PollEntry[] _entries = new LibC.PollEntry[4];

    /// <summary>How many descriptors there are.</summary>
    public int Count { get; private set; }

    /// <summary>When to wake up at the latest, nanoseconds of the driver's clock.</summary>
    public long DeadlineNs { get; set; }

    /// <summary>Whether events are flowing, so that news may be a moment away.</summary>
    public bool IsLively { get; set; }

    /// <summary>Tasks whose end wakes the stream, too. Where there are no descriptors every one of them has to end.
    /// </summary>
    public List<Task> Tasks { get; } = [];

    /// <summary>The descriptors in the form of poll(2).</summary>
    public Span<LibC.PollEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>Waits for nothing yet.</summary>
    public void Clear()
    {
        Count = 0;
        DeadlineNs = long.MaxValue;
        IsLively = false;
        Tasks.Clear();
    }

    /// <summary>Waits for a descriptor; gives the number to ask <see cref="Found"/> by.</summary>
    public int Add(int descriptor, Readiness wanted)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * Count);
        }

        _entries[Count] = new LibC.PollEntry { Descriptor = descriptor, Wanted = (short)wanted };
        return Count++;
    }

    /// <summary>Not later than that.</summary>
    public void Until(long timeNs) => DeadlineNs = Math.Min(DeadlineNs, timeNs);

    /// <summary>What was found of that entry; nothing for −1.</summary>
    public Readiness Found(int entry) => entry < 0 ? Readiness.None : (Readiness)_entries[entry].Found;
}
