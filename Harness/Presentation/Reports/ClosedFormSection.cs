using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Measured totals against the closed form.</summary>
internal static class ClosedFormSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        text.Heading(2, "Against the closed form")
            .Paragraph("With inter-arrival a, service time s, N events and cold start c: a stream function and a "
                + "per-event function finish at max((N - 1)a + s, c + Ns), a batch at (N - 1)a + c + Ns, a pipeline "
                + "with start-up S at max(S + Ns, (N - 1)a + s). c, s and S are the trial's own. A difference is what "
                + "the formula does not know of: transport, scheduling, noise. Within: at most max(10 ms, 10 % of the "
                + "prediction).")
            .Table(
                ["duration", "system", "trials", "largest difference (ms)", "all within"],
                Cell.Of(run).Select(CellRow))
            .Heading(3, "Each trial")
            .Table(
                ["trial", "t2 - t0 (s)", "closed form (s)", "difference (ms)", "within"],
                run.Measures.Select(ClosedForm.Of).OfType<ClosedForm>().Select(TrialRow));
    }

    private static IReadOnlyList<string> CellRow(Cell cell)
    {
        var trials = cell.Counting.Select(ClosedForm.Of).OfType<ClosedForm>().ToList();
        return
        [
            Numbers.Duration(cell.Duration),
            cell.System.Name,
            trials.Count.ToString(CultureInfo.InvariantCulture),
            trials.Count == 0
                ? Numbers.Missing
                : Numbers.Milliseconds(trials.Max(trial => Math.Abs(trial.DifferenceSeconds))),
            trials.Count == 0 ? Numbers.Missing : Numbers.YesNo(trials.TrueForAll(trial => trial.IsWithin)),
        ];
    }

    private static IReadOnlyList<string> TrialRow(ClosedForm trial) =>
    [
        trial.TrialId,
        trial.TotalSeconds.ToString("F4", CultureInfo.InvariantCulture),
        trial.PredictedSeconds.ToString("F4", CultureInfo.InvariantCulture),
        Numbers.Milliseconds(trial.DifferenceSeconds),
        Numbers.YesNo(trial.IsWithin),
    ];
}
