using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Tables;

/// <summary>phases.csv.</summary>
internal static class PhasesTable
{
    /// <summary>Its columns.</summary>
    public static Table<PhaseRow> Table { get; } = new(
        "phases.csv",
        "One row for each phase of each trial, contiguous from t0. All but teardown sum to t2 - t0 exactly; a phase "
            + "that nobody observed has no length and stands in unobserved_phases of trials.csv.",
        [
            new("trial_id", "text", "The trial; joins trials.csv.", row => row.TrialId),
            new("stage", "1", "The workflow's stage, from 0; empty for a workflow as a whole.", row => row.Stage),
            new("phase", "text", "generate, admit, sandbox, runtime, connect, first-event, catch-up, steady, drain or "
                + "teardown.", row => Names.Of(row.Phase)),
            new("start_ns", "ns", "The end of the phase before; of generate: t0.", row => row.StartNs),
            new("end_ns", "ns", "Its end.", row => row.EndNs),
        ]);

    /// <summary>Its rows, trial by trial.</summary>
    public static IEnumerable<PhaseRow> Rows(Run run) => run.Streams.SelectMany(PhaseRow.Of);
}
