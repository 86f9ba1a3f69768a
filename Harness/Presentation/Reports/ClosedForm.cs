using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Reports;

/// <summary>A trial's measured total beside what the closed form of its kind predicts from the trial's own cold start
/// and service time.</summary>
/// <param name="TrialId">The trial.</param>
/// <param name="TotalSeconds">t2 − t0 as measured.</param>
/// <param name="PredictedSeconds">The closed form.</param>
internal sealed record ClosedForm(string TrialId, double TotalSeconds, double PredictedSeconds)
{
    private const double AbsoluteTolerance = 0.010;
    private const double RelativeTolerance = 0.10;

    /// <summary>Measured minus predicted, seconds.</summary>
    public double DifferenceSeconds => TotalSeconds - PredictedSeconds;

    /// <summary>Within max(10 ms, 10 % of the prediction).</summary>
    public bool IsWithin =>
        Math.Abs(DifferenceSeconds) <= Math.Max(AbsoluteTolerance, RelativeTolerance * PredictedSeconds);

    /// <summary>The comparison, or null where the trial has no total or no prediction.</summary>
    public static ClosedForm? Of(Measure measure) => measure is { T2Ns: { } t2, ClosedFormTotalSeconds: { } predicted }
        ? new ClosedForm(measure.Timeline.Trial.TrialId, (t2 - measure.T0Ns) * 1e-9, predicted)
        : null;
}
