using Eval.Harness.Model;
using Eval.Harness.Running.Recording;

namespace Eval.Harness.Running.Trials;

/// <summary>
/// A workflow's probes put together. Each stage numbers its inputs 0, 1, 2, …; since order is kept, the outputs that
/// the probe of the stage before counted say from which of the producer's events each of them comes.
/// </summary>
/// <param name="Events">One entry per event of the producer: received at the first stage, processed where the last
/// stage that sees anything of it hands its last output over (DESIGN, Section 1).</param>
/// <param name="Stages">Stage by stage.</param>
internal sealed record WorkflowEvents(IReadOnlyList<EventStamps> Events, IReadOnlyList<StageStamps> Stages)
{
    /// <summary>The events of a workflow.</summary>
    /// <param name="first">The producer's events as the first stage saw them.</param>
    /// <param name="later">The probes of the later stages, in order, with the number of their stage.</param>
    public static WorkflowEvents Of(
        IReadOnlyList<EventStamps> first, IReadOnlyList<(int Stage, ProbeStamps Stamps)> later)
    {
        var stages = new List<StageStamps> { new(0, first) };
        var joined = first.ToArray();
        var origins = Enumerable.Range(0, first.Count).ToArray();
        foreach (var (stage, probe) in later)
        {
            origins = [.. stages[^1].Events.Zip(origins).SelectMany(
                item => Enumerable.Repeat(item.Second, item.First.Outputs))];
            EventStamps[] events =
                [.. origins.Select((origin, number) => Stamps(number, first[origin].ScheduledNs, probe))];
            foreach (var (origin, item) in origins.Zip(events))
            {
                joined[origin] = Joined(joined[origin], item);
            }

            stages.Add(new StageStamps(stage, events));
        }

        return new WorkflowEvents(joined, stages);
    }

    // An event of which a later stage lost a part has not been processed.
    private static EventStamps Joined(EventStamps whole, EventStamps part) => whole with
    {
        ProcessedNs = whole.ProcessedNs is { } a && part.ProcessedNs is { } b ? Math.Max(a, b) : null,
    };

    private static EventStamps Stamps(int number, long scheduledNs, ProbeStamps probe)
    {
        var seen = probe.Of(number);
        return new EventStamps(
            number, scheduledNs, null, null, seen?.Record.ReceivedNs,
            seen is { Record.ProcessedNs: > 0 } ? seen.Value.Record.ProcessedNs : null,
            null, seen?.Record.Outputs ?? 0, seen?.Record.Deliveries ?? 0, seen?.InstanceId);
    }
}
