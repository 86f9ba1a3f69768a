namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>The CPU time of the calling thread.</summary>
internal static unsafe class ThreadClock
{
    /// <summary>User and system time so far, seconds.</summary>
    public static double CpuSeconds
    {
        get
        {
            long* time = stackalloc long[2];
            _ = LibC.clock_gettime(LibC.ThreadCpuClock, time);
            return time[0] + (time[1] / 1e9);
        }
    }
}
