using System.Runtime.InteropServices;

namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>CPU time of the calling thread (CLOCK_THREAD_CPUTIME_ID).</summary>
internal static unsafe partial class ThreadCpu
{
    private const int ThisThread = 3;

    /// <summary>User and system time so far, seconds.</summary>
    public static double Seconds
    {
        get
        {
            var time = stackalloc long[2];
            return clock_gettime(ThisThread, time) == 0 ? time[0] + (time[1] / 1e9) : 0;
        }
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, long* time);
}
