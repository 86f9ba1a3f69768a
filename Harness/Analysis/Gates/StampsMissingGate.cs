using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// A completed stream left events without their stamps. An event that was never received has lost them by promise where
/// the system may lose events.
/// </summary>
internal sealed class StampsMissingGate : IGate
{
    /// <inheritdoc/>
    public string Name => "stamps-missing";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var timeline = measure.Timeline;
        if (timeline.Outcome != Outcome.Completed)
        {
            return null;
        }

        var mayLose = !timeline.Promises.LosesNothing;
        var missing = EffectiveStamps.Of(timeline).Count(e => !IsStamped(e, mayLose));
        var absent = Math.Max(0, timeline.Trial.Events - timeline.Events.Count);
        return missing + absent > 0 ? $"{missing + absent} of {timeline.Trial.Events} events" : null;
    }

    private static bool IsStamped(EventStamps e, bool mayLose) =>
        e is { CreatedNs: not null, SentNs: not null }
        && (e is { ReceivedNs: not null, ProcessedNs: not null }
            || (mayLose && e is { ReceivedNs: null, ProcessedNs: null }));
}
