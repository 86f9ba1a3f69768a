using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using Eval.Harness.Presentation.Tables;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Where the time went: each phase's median, a table a duration.</summary>
internal static class PhasesSection
{
    private static readonly PhaseName[] Phases = Enum.GetValues<PhaseName>();

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        text.Heading(2, "Phases")
            .Paragraph("Median length of each phase in milliseconds; all but teardown sum to t2 - t0 in each trial "
                + $"(medians need not). `{Numbers.Missing}`: observed in no trial. A batch's penalty is mostly "
                + "deliberate waiting, which is its `generate`.");
        foreach (var group in Cell.Of(run).GroupBy(cell => cell.Duration))
        {
            text.Heading(3, $"Streams of {Numbers.Duration(group.Key)}")
                .Table(["system", .. Phases.Select(Names.Of)], group.Select(Row));
        }
    }

    private static IReadOnlyList<string> Row(Cell cell)
    {
        var trials = cell.Counting.ToList();
        return [cell.System.Name, .. Phases.Select(phase => Numbers.Milliseconds(MedianSeconds(trials, phase)))];
    }

    private static double? MedianSeconds(IEnumerable<Measure> trials, PhaseName phase) => Median.Of(
        trials.Where(trial => !trial.UnobservedPhases.Contains(phase))
            .SelectMany(PhaseRow.Of)
            .Where(row => row.Phase == phase)
            .Select(row => row.Seconds));
}
