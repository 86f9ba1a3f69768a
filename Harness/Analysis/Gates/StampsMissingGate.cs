using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// A completed stream left events without their stamps. An event that was never received has lost them by promise where
/// the system may lose events; with stamps of the boundary an event that was answered with nothing has none.
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

        if (!timeline.Promises.StampsInFunction && measure.T1Ns is null)
        {
            return "nothing came back, and there are no other stamps";
        }

        var mayLose = !timeline.Promises.LosesNothing || !timeline.Promises.StampsInFunction
            || Kills.Explain(timeline);
        var missing = EffectiveStamps.Of(timeline).Count(e => !IsStamped(e, mayLose));
        var absent = Math.Max(0, timeline.Trial.Events - timeline.Events.Count);
        return missing + absent > 0 ? $"{missing + absent} of {timeline.Trial.Events} events" : null;
    }

    private static bool IsStamped(EventStamps e, bool mayLose) =>
        e is { CreatedNs: not null, SentNs: not null }
        && (e is { ReceivedNs: not null, ProcessedNs: not null }
            || (mayLose && e is { ReceivedNs: null, ProcessedNs: null }));
}
