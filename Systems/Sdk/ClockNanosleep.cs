using System.Runtime.InteropServices;

namespace Eval.Systems.Sdk;

/// <summary>clock_nanosleep(2): the one system call that a precise wait needs.</summary>
internal static partial class ClockNanosleep
{
    private const int ClockMonotonic = 1;
    private const int AbsoluteTime = 1;

    /// <summary>Sleeps until that time of CLOCK_MONOTONIC, or until a signal.</summary>
    public static void Until(long timeNs)
    {
        var request = new Timespec(timeNs / 1_000_000_000, timeNs % 1_000_000_000);
        _ = Call(ClockMonotonic, AbsoluteTime, in request, 0);
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int Call(int clock, int flags, in Timespec request, nint remain);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(long Seconds, long Nanoseconds);
}
