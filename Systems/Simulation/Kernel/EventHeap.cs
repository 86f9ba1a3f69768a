using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>A 4-ary implicit heap: half as deep as a binary one, and the four children of a node are neighbours in
/// memory (LaMarca and Ladner 1996).</summary>
internal sealed class EventHeap
{
    private const int Fan = 4;
    private const int FirstCapacity = 64;

    private ScheduledEvent[] _items = new ScheduledEvent[FirstCapacity];
    private int _count;

    /// <summary>How many wait.</summary>
    public int Count => _count;

    /// <summary>When the first happens; there has to be one.</summary>
    public long FirstTimeNs => _items[0].TimeNs;

    /// <summary>Adds one.</summary>
    public void Push(in ScheduledEvent item)
    {
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, _count * 2);
        }

        // Indices are below the count by construction; bounds checks would cost a fifth of the time.
        ref var root = ref MemoryMarshal.GetArrayDataReference(_items);
        var at = _count++;
        while (at > 0)
        {
            var parent = (at - 1) / Fan;
            ref var above = ref Unsafe.Add(ref root, parent);
            if (!item.IsBefore(above))
            {
                break;
            }

            Unsafe.Add(ref root, at) = above;
            at = parent;
        }

        Unsafe.Add(ref root, at) = item;
    }

    /// <summary>The first; there has to be one.</summary>
    public ref readonly ScheduledEvent First => ref _items[0];

    /// <summary>Takes the first away; there has to be one.</summary>
    public void RemoveFirst()
    {
        var count = --_count;
        SiftDown(_items[count], count);
    }

    /// <summary>Takes the first away and adds another: half the work of doing both.</summary>
    public void ReplaceFirst(in ScheduledEvent item) => SiftDown(item, _count);

    private void SiftDown(in ScheduledEvent item, int count)
    {
        ref var root = ref MemoryMarshal.GetArrayDataReference(_items);
        var last = item;
        var at = 0;
        for (var child = 1; child < count; child = (at * Fan) + 1)
        {
            var best = child;
            var end = Math.Min(child + Fan, count);
            for (var other = child + 1; other < end; other++)
            {
                best = Unsafe.Add(ref root, other).IsBefore(Unsafe.Add(ref root, best)) ? other : best;
            }

            ref var below = ref Unsafe.Add(ref root, best);
            if (!below.IsBefore(last))
            {
                break;
            }

            Unsafe.Add(ref root, at) = below;
            at = best;
        }

        Unsafe.Add(ref root, at) = last;
    }
}
