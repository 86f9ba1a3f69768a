using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>What the scenario's faults did to each system.</summary>
internal static class FailuresSection
{
    /// <summary>Adds the section, where the scenario has faults.</summary>
    public static void Write(Markdown text, Run run)
    {
        if (run.Scenario.Faults.Count == 0)
        {
            return;
        }

        text.Heading(2, "Failures");
        if (run.Measures.All(measure => measure.Timeline.Faults.All(fault => fault.KilledNs is null)))
        {
            text.Paragraph(run.Manifest.Executor == "simulated"
                ? "Faults are not modelled: these streams ran without those that the scenario asks for."
                : "Nothing was killed.");
            return;
        }

        text.Paragraph("Each part was killed (SIGKILL) when it was due, or as soon after as it served the stream; "
                + "a batch is not served before its end. Medians over the trials in which something was killed, "
                + "whatever became of the stream. Lost: left the producer, and never processed. Unsent: never left it. "
                + "Repeated: delivered more than once; recomputed: processed more than once; both as far as probes "
                + "told. Recovered: from the kill until the next event was processed, by whatever part. Longest delay: "
                + "that an event waited that was processed after the kill. Learned: from the kill until the producer "
                + "knew that its stream would not complete.")
            .Table(
                [
                    "duration", "system", "killed", "trials", "outcomes", "sent", "lost", "unsent", "repeated",
                    "recomputed", "recovered after", "longest delay", "producer learned after",
                ],
                Cell.Of(run).Where(cell => Shown(cell).Any()).Select(cell => CellRow(run, cell)))
            .Heading(3, "Each fault")
            .Table(
                ["trial", "killed", "when", "outcome", "reason"],
                from measure in run.Measures
                from fault in measure.Timeline.Faults
                select TrialRow(measure, fault));
    }

    private static IEnumerable<Measure> Shown(Cell cell) => cell.Trials.Where(trial => trial.ShowsFault);

    private static IReadOnlyList<string> CellRow(Run run, Cell cell)
    {
        var trials = Shown(cell).ToList();
        return
        [
            Numbers.Duration(cell.Duration),
            cell.System.Name,
            string.Join(", ", trials[0].Timeline.Faults.Select(
                fault => $"{fault.Part} at {Numbers.Percent(fault.At)}")),
            Count(trials.Count),
            string.Join(", ", trials.GroupBy(trial => trial.Timeline.Outcome)
                .Select(same => $"{Count(same.Count())} {Names.Of(same.Key)}")),
            Whole(Median.Of(trials.Select(trial => (double)trial.Sent))),
            Whole(cell.Estimate(run, "lost_events")?.Median),
            Whole(cell.Estimate(run, "unsent_events")?.Median),
            Whole(cell.Estimate(run, "repeated_events")?.Median),
            Whole(cell.Estimate(run, "recomputed_events")?.Median),
            Time(cell.Estimate(run, "recovery_s"), "never"),
            Time(cell.Estimate(run, "delay_after_fault_s"), Numbers.Missing),
            Time(cell.Estimate(run, "learned_s"), "never"),
        ];
    }

    private static IReadOnlyList<string> TrialRow(Measure measure, InjectedFault fault) =>
    [
        measure.Timeline.Trial.TrialId,
        fault.KilledNs is null ? $"no {fault.Part}: {fault.Problem}" : $"{fault.InstanceId}, process {fault.ProcessId}",
        fault.KilledNs is null
            ? Numbers.Missing
            : $"{Numbers.Seconds((fault.KilledNs - measure.T0Ns) * 1e-9)} after t0, due at "
                + Numbers.Seconds((fault.DueNs - measure.T0Ns) * 1e-9),
        Names.Of(measure.Timeline.Outcome),
        measure.Timeline.OutcomeReason ?? Numbers.Missing,
    ];

    private static string Time(Estimate? estimate, string without) =>
        estimate?.Median is { } median ? Numbers.Seconds(median) : without;

    private static string Whole(double? count) =>
        count?.ToString("0.#", CultureInfo.InvariantCulture) ?? Numbers.Missing;

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
