using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>
/// A time at which a descriptor becomes readable (timerfd_create(2)). Setting it wakes nobody: a thread that is pulsed
/// on the way to a stream's first output would take the core which that output needs.
/// </summary>
internal sealed unsafe class Alarm : IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>An alarm that is not set.</summary>
    public Alarm()
    {
        Descriptor = LibC.timerfd_create(LibC.MonotonicTime, LibC.CloseOnExec);
        if (Descriptor < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), "a timer cannot be made");
        }
    }

    /// <summary>For polling.</summary>
    public int Descriptor { get; }

    /// <summary>Goes off once, then, or now where that is past; what was set before is forgotten.</summary>
    /// <param name="timeNs">MonotonicClock nanoseconds; the end of time: never.</param>
    public void Set(long timeNs)
    {
        // All zero would disarm it, as the end of time does.
        var due = timeNs == long.MaxValue ? 0 : Math.Max(1, timeNs);
        var time = new LibC.TimerTime
        {
            Seconds = due / NanosecondsPerSecond,
            Nanoseconds = due % NanosecondsPerSecond,
        };
        _ = LibC.timerfd_settime(Descriptor, LibC.AbsoluteTime, &time, null);
    }

    /// <summary>Waits until it goes off.</summary>
    public void Await()
    {
        long times;
        _ = LibC.read(Descriptor, &times, sizeof(long));
    }

    /// <inheritdoc />
    public void Dispose() => _ = LibC.close(Descriptor);
}
