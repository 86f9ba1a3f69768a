using System.Runtime.InteropServices;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Lets the end of a task wake a thread that waits in poll(2): an eventfd that becomes readable. Made only for
/// streams whose instances start late.</summary>
internal sealed unsafe partial class WakeUp : IDisposable
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;

    private readonly Lock _life = new();
    private readonly HashSet<Task> _watched = [];
    private int _descriptor = eventfd(0, CloseOnExec | NonBlocking);

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
        _ = read(_descriptor, &count, sizeof(ulong));
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
            _ = write(_descriptor, &one, sizeof(ulong));
        }
    }

    [LibraryImport("libc")]
    private static partial int eventfd(uint initial, int flags);

    [LibraryImport("libc")]
    private static partial nint read(int descriptor, void* into, nuint count);

    [LibraryImport("libc")]
    private static partial nint write(int descriptor, void* from, nuint count);
}
