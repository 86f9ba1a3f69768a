using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The claim <c>start: warm</c> or <c>running</c> is wrong: no instance existed at t0.</summary>
internal sealed class NotWarmGate : IGate
{
    /// <inheritdoc/>
    public string Name => "not-warm";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure.Cold == true && measure.Timeline.Trial.System.Option("start") is ("warm" or "running")
            ? "no instance existed at t0"
            : null;
}
