using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>faults.csv.</summary>
internal static class FaultsTable
{
    /// <summary>Its columns.</summary>
    public static Table<FaultRow> Table { get; } = new(
        "faults.csv",
        "One row for each fault of each trial; the file exists where the scenario has faults. What a killed instance "
            + "had in its probe is lost with it: there an event counts as processed once its output came back, so that "
            + "an event that its function answers with nothing counts as lost.",
        [
            new("trial_id", "text", "The trial; joins trials.csv.", row => row.Timeline.Trial.TrialId),
            new("system", "text", "The system's label.", row => row.Timeline.Trial.System.Name),
            new("part", "text", "What was to be killed: instance, worker or broker.", row => row.Fault.Part),
            new("at", "1", "When, as a share of the generation span, 0 to 1.", row => row.Fault.At),
            new("due_ns", "ns", "That time.", row => row.Fault.DueNs),
            new("killed_ns", "ns", "SIGKILL was sent: long after due_ns where nothing of that part served the stream "
                + "before; empty: nothing was killed.", row => row.Fault.KilledNs),
            new("process_id", "1", "The process that was killed.", row => row.Fault.ProcessId),
            new("instance_id", "text", "What the system calls it.", row => row.Fault.InstanceId),
            new("problem", "text", "Why nothing was killed.", row => row.Fault.Problem),
            new("learned_ns", "ns", "The producer learned that its stream would not complete; empty: it never did.",
                row => row.Timeline.LearnedNs),
            new("unsent", "1", "Planned events that never left the producer.",
                row => row.Timeline.Trial.Events - row.Measure.Sent),
            new("lost", "1", "Events that left it and were never processed.", row => row.Measure.Lost),
            new("duplicated", "1", "Extra deliveries, as far as probes told.", row => row.Measure.Duplicated),
            new("recomputed", "1", "Deliveries that were processed though the event had been before, as far as probes "
                + "told.", row => row.Timeline.Recomputed),
            new("outcome", "text", "How the stream ended.", row => Names.Of(row.Timeline.Outcome)),
        ]);

    /// <summary>Its rows, trial by trial.</summary>
    public static IEnumerable<FaultRow> Rows(Run run) =>
        from measure in run.Measures
        from fault in measure.Timeline.Faults
        select new FaultRow(measure, fault);
}
