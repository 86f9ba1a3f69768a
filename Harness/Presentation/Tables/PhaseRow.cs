using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>One phase of one trial.</summary>
internal readonly record struct PhaseRow(string TrialId, int? Stage, PhaseName Phase, long StartNs, long EndNs)
{
    /// <summary>How long it took, seconds.</summary>
    public double Seconds => (EndNs - StartNs) * 1e-9;

    /// <summary>The phases of a trial: each starts where the one before ended, the first at t0.</summary>
    public static IEnumerable<PhaseRow> Of(Measure measure)
    {
        var start = measure.T0Ns;
        int? stage = measure.Timeline.Stages.Count > 0 ? null : 0;
        foreach (var (phase, end) in measure.Phases)
        {
            yield return new PhaseRow(measure.Timeline.Trial.TrialId, stage, phase, start, end);
            start = end;
        }
    }
}
