namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>Lets the end of a task wake a thread that waits in poll(2): an eventfd that becomes readable. Made only for
/// streams whose instances start late.</summary>
internal sealed unsafe class WakeUp : IDisposable
{
    private readonly Lock _life = new();
    private readonly HashSet<Task> _watched = [];
    private int _descriptor = LibC.eventfd(0, LibC.CloseOnExec | LibC.NonBlocking);

    /// <summary>Readable once a watched task has ended.</summary>
    public int Descriptor => _descriptor;

    /// <summary>Watches a task, once.</summary>
    public void Watch(Task task)
    {
        if (_watched.Add(task))
        {
            _ = task.ContinueWith(
                static (_, wake) => ((WakeUp)wake!).Wake(), this, CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Makes it unreadable again.</summary>
    public void Reset()
    {
        ulong count;
        _ = LibC.read(_descriptor, &count, sizeof(ulong));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_life)
        {
            _ = LibC.close(_descriptor);
            _descriptor = -1;
        }
    }

    private void Wake()
    {
        lock (_life)
        {
            var one = 1UL;
            _ = LibC.write(_descriptor, &one, sizeof(ulong));
        }
    }
}
