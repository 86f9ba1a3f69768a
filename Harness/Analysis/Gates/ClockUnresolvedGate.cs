using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>A difference that metrics are made from is below what the stamps can tell apart: it is reported as
/// unresolved, never as a small or negative number.</summary>
internal sealed class ClockUnresolvedGate : IGate
{
    /// <inheritdoc/>
    public string Name => "clock-unresolved";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var errorNs = measure.Timeline.Observations.ClockErrorNs;
        return IsBelow(measure.T1Ns - measure.T0Ns, errorNs) ? $"t1 - t0 is below {errorNs} ns"
            : IsBelow(measure.T2Ns - measure.T0Ns, errorNs) ? $"t2 - t0 is below {errorNs} ns"
            : null;
    }

    private static bool IsBelow(long? differenceNs, long errorNs) => Math.Abs(differenceNs ?? errorNs) < errorNs;
}
