using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>The latency of each event from the time at which it was due: what waits behind a stall counts with its
/// waiting, so that a stall cannot hide by keeping the generator from sending.</summary>
public static class EventLatencies
{
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>processed − scheduled of every event that was processed, in order, milliseconds.</summary>
    public static IReadOnlyList<double> Milliseconds(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return
        [
            .. EffectiveStamps.Of(timeline)
                .Select(e => e.ProcessedNs - e.ScheduledNs).OfType<long>()
                .Select(ns => ns / NanosecondsPerMillisecond),
        ];
    }
}
