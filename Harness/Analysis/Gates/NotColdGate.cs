using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The claim <c>start: cold</c> is not proven: an instance existed at t0, handled events though it was started
/// before, or none was told of.</summary>
internal sealed class NotColdGate : IGate
{
    /// <inheritdoc/>
    public string Name => "not-cold";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var timeline = measure.Timeline;
        if (timeline.Trial.System.Option("start") != "cold" || !timeline.Promises.HasInstances)
        {
            return null;
        }

        var early = timeline.Instances.Count(i => i.Role == Coldness.FunctionRole && i.StartedNs < measure.T0Ns);
        return measure.Cold switch
        {
            false => $"{timeline.Observations.InstancesBefore} instances and {timeline.Observations.ChildrenBefore} "
                + $"children before t0, {early} function instances started before it",
            null when timeline.Outcome == Outcome.Completed => "no function instance was told of",
            _ => null,
        };
    }
}
