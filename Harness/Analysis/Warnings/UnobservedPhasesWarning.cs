using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>A system that starts instances here did not tell when they got ready: the phases of its cold start are
/// merged into a later one.</summary>
internal sealed class UnobservedPhasesWarning : IWarning
{
    private static readonly PhaseName[] Due = [PhaseName.Sandbox, PhaseName.Runtime, PhaseName.Connect];

    /// <inheritdoc/>
    public string Name => "phases-unobserved";

    /// <inheritdoc/>
    public string? Remark(Measure measure)
    {
        var missing = Due.Intersect(measure.UnobservedPhases).Select(phase => $"{phase}".ToLowerInvariant()).ToArray();
        return missing.Length > 0
            && measure.Timeline is { Outcome: Outcome.Completed, Promises.HasInstances: true }
            ? string.Join(", ", missing)
            : null;
    }
}
