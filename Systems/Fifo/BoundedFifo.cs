namespace Eval.Systems.Fifo;

/// <summary>
/// The message buffer in memory: first in, first out, bounded in items and in bytes. One thread adds and one takes
/// (they may be the same). A full buffer refuses, and so pushes back on whoever fills it; nothing is lost unless the
/// one who adds says so (<see cref="TryDropFor"/>).
/// </summary>
/// <param name="maximumItems">The most items that it holds.</param>
/// <param name="maximumBytes">The most bytes that it holds; one larger item is let in when it is empty, since it could
/// never pass otherwise.</param>
public sealed class BoundedFifo<T>(int maximumItems, long maximumBytes)
{
    private readonly Queue<(T Item, int Bytes)> _items = new();
    private readonly int _maximumItems = AtLeastOne(maximumItems);
    private readonly long _maximumBytes = AtLeastOne(maximumBytes);
    private long _bytes;
    private bool _isClosed;

    /// <summary>How many items it holds.</summary>
    public int Count
    {
        get
        {
            lock (_items)
            {
                return _items.Count;
            }
        }
    }

    /// <summary>How many bytes it holds.</summary>
    public long Bytes
    {
        get
        {
            lock (_items)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Whether an item of that size would be taken now.</summary>
    public bool HasRoom(int bytes)
    {
        lock (_items)
        {
            return Fits(bytes);
        }
    }

    /// <summary>Adds an item at the end; false where there is no room for it.</summary>
    /// <exception cref="InvalidOperationException">It was closed.</exception>
    public bool TryAdd(T item, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        lock (_items)
        {
            if (_isClosed)
            {
                throw new InvalidOperationException("the buffer is closed");
            }

            if (!Fits(bytes))
            {
                return false;
            }

            _items.Enqueue((item, bytes));
            _bytes += bytes;
            Monitor.Pulse(_items);
            return true;
        }
    }

    /// <summary>Makes room for a newer item of that size, one step: takes the oldest out where it would not fit. False
    /// where it fits, which it does at the latest once nothing is left; called until then, each true is one loss.
    /// </summary>
    public bool TryDropFor(int bytes, out T dropped)
    {
        lock (_items)
        {
            if (!Fits(bytes))
            {
                return TakeFirst(out dropped);
            }

            dropped = default!;
            return false;
        }
    }

    /// <summary>Takes the first item; false where there is none now.</summary>
    public bool TryTake(out T item)
    {
        lock (_items)
        {
            return TakeFirst(out item);
        }
    }

    /// <summary>Takes the first item, waiting for it; false once it is closed and empty.</summary>
    /// <exception cref="OperationCanceledException">Cancelled while waiting.</exception>
    public bool Take(out T item, CancellationToken cancellation)
    {
        using var wake = cancellation.UnsafeRegister(static state => PulseAll(state!), _items);
        lock (_items)
        {
            while (!TakeFirst(out item))
            {
                cancellation.ThrowIfCancellationRequested();
                if (_isClosed)
                {
                    return false;
                }

                Monitor.Wait(_items);
            }

            return true;
        }
    }

    /// <summary>Nothing more will be added; what is inside can still be taken.</summary>
    public void Close()
    {
        lock (_items)
        {
            _isClosed = true;
            Monitor.PulseAll(_items);
        }
    }

    private static void PulseAll(object items)
    {
        lock (items)
        {
            Monitor.PulseAll(items);
        }
    }

    private bool Fits(int bytes) =>
        _items.Count == 0 || (_items.Count < _maximumItems && _bytes + bytes <= _maximumBytes);

    private bool TakeFirst(out T item)
    {
        var taken = _items.TryDequeue(out var first);
        item = first.Item;
        _bytes -= first.Bytes;
        return taken;
    }

    private static TNumber AtLeastOne<TNumber>(TNumber value)
        where TNumber : System.Numerics.INumber<TNumber>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TNumber.One);
        return value;
    }
}
