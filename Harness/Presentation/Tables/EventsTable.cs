using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>events.csv.</summary>
internal static class EventsTable
{
    /// <summary>Its columns.</summary>
    public static Table<EventRow> Table { get; } = new(
        "events.csv",
        "One row for each planned event of each trial; of a workflow one for each input of each stage, where those of "
            + "later stages are the outputs of the stage before. Stamps are of its first delivery.",
        [
            new("trial_id", "text", "The trial; joins trials.csv.", row => row.TrialId),
            new("stage", "1", "The workflow's stage, from 0; 0 where there is one function.", row => row.Stage),
            new("sequence", "1",
                "Position in the stream, from 0; at later stages of a workflow, among the inputs of that stage.",
                row => row.Event.Sequence),
            new("scheduled_ns", "ns", "When the event was due, or, at later stages, the one that it comes from.",
                row => row.Event.ScheduledNs),
            new("created_ns", "ns", "When the generator made it; minus scheduled_ns: its lateness.",
                row => row.Event.CreatedNs),
            new("sent_ns", "ns", "When its first byte was about to leave.", row => row.Event.SentNs),
            new("received_ns", "ns", "When the function's code saw it.", row => row.Event.ReceivedNs),
            new("processed_ns", "ns", "When its last output was handed over.", row => row.Event.ProcessedNs),
            new("returned_ns", "ns", "When its first output came back to the producer.", row => row.Event.ReturnedNs),
            new("outputs", "1", "Outputs that the function gave for it.", row => row.Event.Outputs),
            new("instance_id", "text", "The instance that saw it.", row => row.Event.InstanceId),
        ]);

    /// <summary>Its rows, trial by trial.</summary>
    public static IEnumerable<EventRow> Rows(Run run) =>
        from measure in run.Streams
        let timeline = measure.Timeline
        from stage in timeline.Stages.DefaultIfEmpty(new StageStamps(0, timeline.Events))
        from item in stage.Events
        select new EventRow(timeline.Trial.TrialId, stage.Stage, item);
}
