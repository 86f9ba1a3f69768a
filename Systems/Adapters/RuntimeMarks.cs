using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>What was seen of one stream's start at somebody else's runtime, MonotonicClock nanoseconds; null: not seen.
/// </summary>
internal sealed class RuntimeMarks
{
    /// <summary>The first event was taken, and the start was due.</summary>
    public long? AdmitNs { get; set; }

    /// <summary>The program's main was entered; where it does not tell, its socket was there.</summary>
    public long? RuntimeNs { get; set; }

    /// <summary>It was ready for its first event.</summary>
    public long? ConnectNs { get; set; }

    /// <summary>Puts them, and what is known of the process that has ended, into a report.</summary>
    public StreamReport Complete(StreamReport report, RuntimeInstance? instance)
    {
        if (instance is null)
        {
            return report;
        }

        var exit = instance.Exit;
        return report with
        {
            Marks = [.. MarksOf(instance)],
            Instances = [instance.Identity],
            Resources = new ResourceUse
            {
                CpuSeconds = exit?.CpuSeconds,
                RssPeakBytes = exit?.PeakRssBytes,
                InstanceSeconds = (exit?.ExitedNs - instance.Identity.StartedNs) / 1e9,
            },
        };
    }

    private IEnumerable<PhaseMark> MarksOf(RuntimeInstance instance)
    {
        // The spawner may be scheduled again only after its child has begun.
        var existsNs = Math.Min(instance.ExistsNs, RuntimeNs ?? long.MaxValue);
        (Phase Phase, long? EndNs)[] marks =
        [
            (Phase.Admit, AdmitNs), (Phase.Sandbox, existsNs), (Phase.Runtime, RuntimeNs), (Phase.Connect, ConnectNs),
            (Phase.Teardown, instance.Exit?.ExitedNs),
        ];
        return marks.Where(mark => mark.EndNs is not null).Select(mark => new PhaseMark(mark.Phase, mark.EndNs!.Value));
    }
}
