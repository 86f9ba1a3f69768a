using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>
/// The future-event list: a heap for the near future, and above a few thousand events unsorted buckets for the rest,
/// which are heaped span by span. So the heap stays in the cache: small models pay for a plain heap, large ones O(1)
/// per event. The order is the same as that of one heap: by time, then by the order of scheduling. A value, which lies
/// in the simulator itself: pass it by reference.
/// </summary>
internal struct FutureEvents
{
    /// <summary>As many events as a heap of 32-byte entries serves from the first-level cache and its neighbour.
    /// </summary>
    private const int HeapAlone = 4096;

    private readonly EventBuckets _far = new();
    private EventHeap _near = new();

    /// <summary>What happens before is in the heap.</summary>
    private long _horizonNs = long.MaxValue;
    private int _mostNear = HeapAlone;
    private long _scheduled;

    /// <summary>The heap's first has been taken and still lies there: what is scheduled next takes its place.</summary>
    private bool _isFirstTaken;

    /// <summary>An empty list.</summary>
    public FutureEvents()
    {
    }

    /// <summary>How many wait.</summary>
    public readonly int Count => _near.Count + _far.Count - (_isFirstTaken ? 1 : 0);

    /// <summary>How many were ever added.</summary>
    public readonly long Scheduled => _scheduled;

    /// <summary>What <see cref="MoveNext"/> has taken, until something is added.</summary>
    public readonly ref readonly ScheduledEvent Current => ref _near.First;

    /// <summary>The place in the order of scheduling of an event that is added now, or later with it.</summary>
    public long NextOrder() => _scheduled++;

    /// <summary>Adds one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long timeNs, int handler, int a, long b) => Add(timeNs, _scheduled++, handler, a, b);

    /// <summary>Adds one whose place in the order of scheduling is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(long timeNs, long order, int handler, int a, long b)
    {
        var target = ScheduledEvent.TargetOf(handler, a);
        if (_isFirstTaken && timeNs < _horizonNs)
        {
            _isFirstTaken = false;
            _near.ReplaceFirst(timeNs, order, target, b);
        }
        else
        {
            AddAnother(timeNs, order, target, b);
        }
    }

    /// <summary>Whether an event of that time and order would come before all that are here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBeforeAll(long timeNs, long order)
    {
        if (_isFirstTaken)
        {
            _isFirstTaken = false;
            _near.RemoveFirst();
        }

        // What is in the buckets comes after what is in the heap, and not before the horizon.
        return _near.Count > 0 ? !_near.First.IsBefore(timeNs, order) : _far.Count == 0 || timeNs < _horizonNs;
    }

    /// <summary>Takes the first, unless there is none up to and with that time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext(long untilNs)
    {
        if (_isFirstTaken)
        {
            _isFirstTaken = false;
            _near.RemoveFirst();
        }

        if ((_near.Count == 0 && !Advance()) || _near.First.TimeNs > untilNs)
        {
            return false;
        }

        _isFirstTaken = true;
        return true;
    }

    private void AddAnother(long timeNs, long order, long target, long b)
    {
        if (timeNs >= _horizonNs)
        {
            var item = default(ScheduledEvent);
            item.Set(timeNs, order, target, b);
            _far.Add(item);
            return;
        }

        _near.Push(timeNs, order, target, b);
        if (_near.Count > _mostNear)
        {
            Divide();
        }
    }

    /// <summary>The heap has become large: all of it goes to the buckets, and their first span comes back.</summary>
    private void Divide()
    {
        _mostNear = int.MaxValue;
        while (_near.Count > 0)
        {
            _far.Add(_near.First);
            _near.RemoveFirst();
        }

        Advance();
    }

    private bool Advance()
    {
        if (_far.Count == 0)
        {
            return false;
        }

        _horizonNs = _far.MoveNext(ref _near);
        if (_far.Count == 0)
        {
            _horizonNs = long.MaxValue;
            _mostNear = Math.Max(HeapAlone, 2 * _near.Count);
        }

        return true;
    }
}
