using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>Something that was to be killed was not, so that the trial does not show what the scenario asks. Where the
/// stream broke at an earlier fault there is nothing left to kill; virtual time has no faults, which a warning says.
/// </summary>
internal sealed class FaultMissingGate : IGate
{
    private const string Live = "live";

    /// <inheritdoc/>
    public string Name => "fault-missing";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var timeline = measure.Timeline;
        var missing = timeline.Faults.FirstOrDefault(fault => fault.KilledNs is null);
        var wasHurt = timeline.Faults.Any(fault => fault.KilledNs is not null);
        return missing is null || timeline.Executor != Live || (wasHurt && timeline.Outcome != Outcome.Completed)
            ? null
            : $"kill {missing.Part}: {missing.Problem}";
    }
}
