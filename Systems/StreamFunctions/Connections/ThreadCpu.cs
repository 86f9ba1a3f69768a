namespace Eval.Systems.StreamFunctions.Connections;

/// <summary>The kernel's account of the calling thread: exact for a stream, since one thread serves it.</summary>
internal static unsafe class ThreadCpu
{
    /// <summary>CPU time of the calling thread, nanoseconds.</summary>
    public static long NowNs()
    {
        long* time = stackalloc long[2];
        _ = LibC.clock_gettime(LibC.ThreadCpuClock, time);
        return (time[0] * 1_000_000_000) + time[1];
    }
}
