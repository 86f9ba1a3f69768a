namespace Eval.Systems.Sdk;

/// <summary>
/// Waits on the calling thread until an absolute time of <see cref="MonotonicClock"/>: asleep until 2 ms before, then
/// spinning. Timers of .NET tick at 4 ms and would be late by as much.
/// </summary>
public static class PreciseWait
{
    private const long SpinNs = 2_000_000;
    private const long SliceNs = 50_000_000;

    /// <summary>Returns at <paramref name="dueNs"/>, or false as soon as cancelled (seen every 50 ms).</summary>
    public static bool Until(long dueNs, CancellationToken cancellation)
    {
        while (dueNs - MonotonicClock.NowNs > SpinNs)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            ClockNanosleep.Until(Math.Min(dueNs - SpinNs, MonotonicClock.NowNs + SliceNs));
        }

        while (MonotonicClock.NowNs < dueNs)
        {
            Thread.SpinWait(8);
        }

        return !cancellation.IsCancellationRequested;
    }
}
