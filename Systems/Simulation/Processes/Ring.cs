namespace Eval.Systems.Simulation.Processes;

/// <summary>First in, first out, in an array that grows by doubling and is then reused.</summary>
internal sealed class Ring<T>
{
    private const int FirstCapacity = 16;

    private T[] _items = new T[FirstCapacity];
    private int _head;

    /// <summary>How many are in.</summary>
    public int Count { get; private set; }

    /// <summary>The one at that place, 0 the first.</summary>
    public T this[int place] => _items[(_head + place) & (_items.Length - 1)];

    /// <summary>Adds one at the end.</summary>
    public void Enqueue(T item)
    {
        if (Count == _items.Length)
        {
            var grown = new T[Count * 2];
            for (var place = 0; place < Count; place++)
            {
                grown[place] = this[place];
            }

            (_items, _head) = (grown, 0);
        }

        _items[(_head + Count) & (_items.Length - 1)] = item;
        Count++;
    }

    /// <summary>Takes the first; there has to be one.</summary>
    public T Dequeue()
    {
        var item = _items[_head];
        _items[_head] = default!;
        _head = (_head + 1) & (_items.Length - 1);
        Count--;
        return item;
    }
}
