using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>A 4-ary implicit heap: half as deep as a binary one, and the four children of a node are neighbours in
/// memory (LaMarca and Ladner 1996).</summary>
internal struct EventHeap
{
    private const int Fan = 4;
    private const int FirstCapacity = 64;

    private ScheduledEvent[] _items;
    private int _count;

    /// <summary>An empty one. It is a value, so that the list which holds it has one step less to its events: pass it
    /// by reference.</summary>
    public EventHeap() => _items = new ScheduledEvent[FirstCapacity];

    /// <summary>How many wait.</summary>
    public readonly int Count => _count;

    /// <summary>The first; there has to be one.</summary>
    public readonly ref readonly ScheduledEvent First => ref MemoryMarshal.GetArrayDataReference(_items);

    /// <summary>Adds one.</summary>
    public void Push(in ScheduledEvent item) => Push(item.TimeNs, item.Order, item.Target, item.B);

    /// <summary>Adds one.</summary>
    public void Push(long timeNs, long order, long target, long b)
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
            var parent = (int)((uint)(at - 1) / Fan);
            ref var above = ref Unsafe.Add(ref root, parent);
            if (above.IsBefore(timeNs, order))
            {
                break;
            }

            Unsafe.Add(ref root, at).Set(above);
            at = parent;
        }

        Unsafe.Add(ref root, at).Set(timeNs, order, target, b);
    }

    /// <summary>Takes the first away; there has to be one.</summary>
    public void RemoveFirst()
    {
        var count = --_count;
        ref var last = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_items), count);
        if (count == 1)
        {
            MemoryMarshal.GetArrayDataReference(_items).Set(last);
        }
        else if (count > 0)
        {
            SiftDown(last.TimeNs, last.Order, last.Target, last.B);
        }
    }

    /// <summary>Takes the first away and adds another: half the work of doing both. One or two events, as a single
    /// queue has, are no heap: they change places or do not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void ReplaceFirst(long timeNs, long order, long target, long b)
    {
        if (_count > 2)
        {
            SiftDown(timeNs, order, target, b);
            return;
        }

        ref var first = ref MemoryMarshal.GetArrayDataReference(_items);
        ref var second = ref Unsafe.Add(ref first, 1);
        if (_count == 2 && second.IsBefore(timeNs, order))
        {
            first.Set(second);
            second.Set(timeNs, order, target, b);
        }
        else
        {
            first.Set(timeNs, order, target, b);
        }
    }

    private readonly void SiftDown(long timeNs, long order, long target, long b)
    {
        ref var root = ref MemoryMarshal.GetArrayDataReference(_items);
        var (at, count) = (0, _count);
        for (var child = 1; child < count; child = (at * Fan) + 1)
        {
            var best = child;
            var end = Math.Min(child + Fan, count);
            for (var other = child + 1; other < end; other++)
            {
                best = Unsafe.Add(ref root, other).IsBefore(Unsafe.Add(ref root, best)) ? other : best;
            }

            ref var below = ref Unsafe.Add(ref root, best);
            if (!below.IsBefore(timeNs, order))
            {
                break;
            }

            Unsafe.Add(ref root, at).Set(below);
            at = best;
        }

        Unsafe.Add(ref root, at).Set(timeNs, order, target, b);
    }
}
