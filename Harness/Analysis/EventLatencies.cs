using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>The latency of each event from the time at which it was due: what waits behind a stall counts with its
/// waiting, so that a stall cannot hide by keeping the generator from sending.</summary>
public static class EventLatencies
{
    /// <summary>processed − scheduled of every event that was processed, in order, nanoseconds.</summary>
    public static IEnumerable<long> Nanoseconds(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return EffectiveStamps.Of(timeline).Select(e => e.ProcessedNs - e.ScheduledNs).OfType<long>();
    }
}
