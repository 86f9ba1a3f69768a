using System.Globalization;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Whether each system worked off what had waited before the stream ended: where it did, its overhead is its
/// steady latency; where it did not, overhead is mostly start-up.</summary>
internal static class CatchUpSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        text.Heading(2, "Caught up before the stream's end")
            .Paragraph("A system has caught up where the last event but one was processed before the last was due. "
                + "Start-up is t1 - t0. A start-up longer than the stream leaves nothing to catch up with.")
            .Table(
                ["duration", "system", "trials that caught up", "median start-up", "reading"],
                Cell.Of(run).Select(Row));
    }

    private static IReadOnlyList<string> Row(Cell cell)
    {
        var trials = cell.Counting.Where(trial => trial.T1Ns is not null && trial.Phases.Count > 0).ToList();
        var caughtUp = trials.Count(trial => CatchUp.BeforeEnd(trial) == true);
        var startUp = Median.Of(trials.Select(trial => (trial.T1Ns!.Value - trial.T0Ns) * 1e-9));
        return
        [
            Numbers.Duration(cell.Duration),
            cell.System.Name,
            string.Create(CultureInfo.InvariantCulture, $"{caughtUp} of {trials.Count}"),
            Numbers.Seconds(startUp),
            Reading(trials, caughtUp, startUp, cell.Duration),
        ];
    }

    private static string Reading(List<Measure> trials, int caughtUp, double? startUp, TimeSpan duration) =>
        trials.Count == 0 ? "no valid trial"
        : trials.TrueForAll(trial => trial.Timeline.Promises.IsBatch) ? "cannot: handed over whole after its end"
        : startUp > duration.TotalSeconds ? "cannot: start-up takes longer than the stream"
        : caughtUp == trials.Count ? "yes: overhead is the steady latency"
        : caughtUp == 0 ? "no: overhead is what had still to be worked off"
        : "in some trials only";
}
