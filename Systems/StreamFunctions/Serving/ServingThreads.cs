namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Threads for streams that begin elsewhere than at accept(2), such as out of the lobby. A few stay parked; beyond them
/// each gets a new thread, and so never waits for another's end. How many there can be is bounded by the server's caps,
/// and by the system, which may refuse a thread at any time (a limit of processes, no memory, no descriptor).
/// </summary>
/// <param name="start">Starts a thread; throws <see cref="OutOfMemoryException"/> where the system has none left.
/// </param>
internal sealed class ServingThreads(Action<Thread> start)
{
    /// <summary>Enough for a function's frames; 2,000 of them must fit.</summary>
    private const int StackBytes = 256 * 1024;

    private const int MostParked = 4;

    private readonly Queue<Action> _handed = new();
    private int _parked;
    private bool _isClosed;

    /// <summary>Has a thread do it; false, and nobody will, where the system has no thread left.</summary>
    public bool Run(Action serve)
    {
        lock (_handed)
        {
            if (_parked > _handed.Count)
            {
                _handed.Enqueue(serve);
                Monitor.Pulse(_handed);
                return true;
            }
        }

        return TryStart(() => Work(serve));
    }

    /// <summary>Starts a thread of its own for it; false where the system has none left, for which .NET says that there
    /// is no memory.</summary>
    public bool TryStart(ThreadStart work)
    {
        try
        {
            start(new Thread(work, StackBytes) { IsBackground = true, Name = "stream" });
            return true;
        }
        catch (OutOfMemoryException)
        {
            return false;
        }
    }

    /// <summary>Lets the parked ones go.</summary>
    public void Close()
    {
        lock (_handed)
        {
            _isClosed = true;
            Monitor.PulseAll(_handed);
        }
    }

    private void Work(Action first)
    {
        for (Action? serve = first; serve is not null; serve = Next())
        {
            serve();
        }
    }

    private Action? Next()
    {
        lock (_handed)
        {
            if (_parked >= MostParked)
            {
                return null;
            }

            _parked++;
            while (_handed.Count == 0 && !_isClosed)
            {
                Monitor.Wait(_handed);
            }

            _parked--;
            return _handed.TryDequeue(out var next) ? next : null;
        }
    }
}
