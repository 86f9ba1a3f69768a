using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Queues;

/// <summary>Who waits, first in first out: when they came and their number. An array that grows by doubling.</summary>
internal sealed class WaitingLine
{
    private const int FirstCapacity = 64;

    private (long TimeNs, long Number)[] _items = new (long, long)[FirstCapacity];
    private int _head;

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>One comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enqueue(long timeNs, long number)
    {
        if (Count == _items.Length)
        {
            Grow();
        }

        _items[(_head + Count) & (_items.Length - 1)] = (timeNs, number);
        Count++;
    }

    /// <summary>The first goes, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryDequeue(out long timeNs, out long number)
    {
        if (Count == 0)
        {
            (timeNs, number) = (0, 0);
            return false;
        }

        (timeNs, number) = _items[_head];
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return true;
    }

    private void Grow()
    {
        var grown = new (long, long)[Count * 2];
        for (var place = 0; place < Count; place++)
        {
            grown[place] = _items[(_head + place) & (Count - 1)];
        }

        (_items, _head) = (grown, 0);
    }
}
