namespace Eval.Systems.Sdk;

/// <summary>
/// Waits on the calling thread until an absolute time of <see cref="MonotonicClock"/>: asleep until 2 ms before, then
/// spinning. Timers of .NET tick at 4 ms and would be late by as much.
/// </summary>
public static class PreciseWait
{
    /// <summary>How long before the time it spins, nanoseconds, where nobody says otherwise.</summary>
    public const long DefaultSpinNs = 2_000_000;

    private const long SliceNs = 50_000_000;

    /// <summary>Returns at <paramref name="dueNs"/>, or false as soon as cancelled (seen every 50 ms).</summary>
    public static bool Until(long dueNs, CancellationToken cancellation) => Until(dueNs, DefaultSpinNs, cancellation);

    /// <summary>The same, asleep until <paramref name="spinNs"/> before: the shorter, the less of a core it takes, and
    /// the later it may be.</summary>
    public static bool Until(long dueNs, long spinNs, CancellationToken cancellation)
    {
        while (dueNs - MonotonicClock.NowNs > spinNs)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            ClockNanosleep.Until(Math.Min(dueNs - spinNs, MonotonicClock.NowNs + SliceNs));
        }

        while (MonotonicClock.NowNs < dueNs)
        {
            Thread.SpinWait(8);
        }

        return !cancellation.IsCancellationRequested;
    }
}
