using System.Diagnostics;

namespace Eval.Systems.Sdk;

/// <summary>
/// The one clock of every stamp: CLOCK_MONOTONIC in nanoseconds, shared by all processes and containers of a host.
/// </summary>
public static class MonotonicClock
{
    private static readonly long NanosecondsPerTick = 1_000_000_000L / Stopwatch.Frequency;

    /// <summary>Nanoseconds since an arbitrary point that is the same for all processes of this host.</summary>
#pragma warning disable RS0030 // This is the place that the ban points to.
    public static long NowNs => Stopwatch.GetTimestamp() * NanosecondsPerTick;
#pragma warning restore RS0030
}
