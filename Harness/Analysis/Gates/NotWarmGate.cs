using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The claim <c>start: warm</c> or <c>running</c> is not proven: no instance existed at t0, one that handled
/// events was started after it, or none was told of. What replaces an instance that a fault killed starts later by
/// right.</summary>
internal sealed class NotWarmGate : IGate
{
    /// <inheritdoc/>
    public string Name => "not-warm";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var timeline = measure.Timeline;
        if (timeline.Trial.System.Option("start") is not ("warm" or "running") || !timeline.Promises.HasInstances)
        {
            return null;
        }

        var late = timeline.Instances.FirstOrDefault(
            i => i.Role == Coldness.FunctionRole && i.StartedNs >= measure.T0Ns
                && !(i.StartedNs > Kills.FirstNs(timeline)));
        return measure.Cold switch
        {
            true => "no instance existed at t0",
            null when timeline.Outcome == Outcome.Completed => "no function instance was told of",
            _ when late is not null => $"{late.InstanceId} was started after t0",
            _ => null,
        };
    }
}
