using Eval.Systems.Sdk;

namespace Eval.Harness.Running.Observing;

/// <summary>The least difference that two stamps of this host's clock can have.</summary>
internal static class ClockStep
{
    private const int Looks = 10_000;

    /// <summary>Nanoseconds; measured once, between looks one right after the other.</summary>
    public static long Ns { get; } = Measure();

    private static long Measure()
    {
        var least = long.MaxValue;
        var before = MonotonicClock.NowNs;
        for (var look = 0; look < Looks; look++)
        {
            var now = MonotonicClock.NowNs;
            least = now > before ? Math.Min(least, now - before) : least;
            before = now;
        }

        return least;
    }
}
