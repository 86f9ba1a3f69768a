using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What did not go as it should: trials that do not count, and warnings on those that do.</summary>
internal static class ProblemsSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var left = run.Measures.Where(measure => !measure.Counts).ToList();
        var warned = run.Measures.Where(measure => measure.Warnings.Count > 0).ToList();
        var drifting = run.Estimates.Where(estimate => estimate.Warnings.Count > 0).ToList();
        text.Heading(2, "Invalid, failed and rejected trials")
            .Paragraph(left.Count == 0
                ? "Every trial completed and can be trusted."
                : "These do not count in any estimate; an invalid one was planned again, at most twice.")
            .Table(
                ["trial", "outcome", "reason", "why it cannot be trusted"],
                left.Select(measure => (IReadOnlyList<string>)
                [
                    measure.Timeline.Trial.TrialId,
                    Names.Of(measure.Timeline.Outcome),
                    measure.Timeline.OutcomeReason ?? Numbers.Missing,
                    measure.Valid ? Numbers.Missing : string.Join("; ", measure.InvalidReasons),
                ]))
            .Heading(2, "Warnings");
        if (warned.Count + drifting.Count == 0)
        {
            text.Paragraph("None.");
        }

        text.Table(["trial", "warning"], from measure in warned
                                         from warning in measure.Warnings
                                         select (IReadOnlyList<string>)[measure.Timeline.Trial.TrialId, warning])
            .Table(["system", "duration", "metric", "warning"],
                from estimate in drifting
                from warning in estimate.Warnings
                select (IReadOnlyList<string>)
                    [estimate.System, Numbers.Duration(estimate.Duration), estimate.Metric, warning]);
    }
}
