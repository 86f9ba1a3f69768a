using Eval.Systems.Sdk;

namespace Eval.Tests.Benchmarks.Linux;

/// <summary>Sleeps without spinning and without a thread pool: the machine is left alone meanwhile.</summary>
internal static unsafe class Pause
{
    /// <summary>Sleeps that long.</summary>
    public static void Milliseconds(long milliseconds) => Until(MonotonicClock.NowNs + (milliseconds * 1_000_000));

    /// <summary>Sleeps until that time of <see cref="MonotonicClock"/>.</summary>
    public static void Until(long timeNs)
    {
        var time = new LibC.Timespec(timeNs / 1_000_000_000, timeNs % 1_000_000_000);
        while (LibC.clock_nanosleep(LibC.MonotonicClockId, LibC.AbsoluteTime, &time, 0) == LibC.Interrupted)
        {
            // A signal came; the time has not.
        }
    }
}
