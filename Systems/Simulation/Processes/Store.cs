namespace Eval.Systems.Simulation.Processes;

/// <summary>A buffer between processes, first in, first out: who takes from it waits while it is empty, who puts while
/// it is full.</summary>
public sealed class Store<T>
{
    private readonly ProcessClock _clock;
    private readonly Ring<T> _items = new();
    private readonly Ring<T> _promised = new();
    private readonly Ring<Action> _takers = new();
    private readonly Ring<(T Item, Action Resume)> _putters = new();

    /// <summary>Empty.</summary>
    /// <param name="clock">The time of the processes.</param>
    /// <param name="capacity">The most items, 1 or more.</param>
    public Store(ProcessClock clock, int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_clock, Capacity) = (clock, capacity);
    }

    /// <summary>The most items.</summary>
    public int Capacity { get; }

    /// <summary>How many items are in.</summary>
    public int Count => _items.Count;

    /// <summary><c>await</c> it: then the item is in, or with the process that waited for one.</summary>
    public Putting<T> Put(T item) => new(this, item);

    /// <summary><c>await</c> it: gives the first item.</summary>
    public Taking<T> Take() => new(this);

    internal bool TryPut(T item)
    {
        if (_takers.Count > 0)
        {
            // Takers go on in the order in which they waited, and find their items in that order.
            _promised.Enqueue(item);
            _clock.ResumeAfter(0, _takers.Dequeue());
            return true;
        }

        if (_items.Count == Capacity)
        {
            return false;
        }

        _items.Enqueue(item);
        return true;
    }

    internal void WaitToPut(T item, Action resume) => _putters.Enqueue((item, resume));

    internal bool HasItem => _items.Count > 0;

    internal void WaitToTake(Action resume) => _takers.Enqueue(resume);

    internal T TakePromised() => _promised.Dequeue();

    internal T TakeFirst()
    {
        var first = _items.Dequeue();
        if (_putters.Count > 0)
        {
            var (item, resume) = _putters.Dequeue();
            _items.Enqueue(item);
            _clock.ResumeAfter(0, resume);
        }

        return first;
    }
}
