using Eval.Systems.Abstractions;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.Adapters;

/// <summary>What the control plane tells, in the port's words.</summary>
internal static class StreamFunctionReport
{
    /// <summary>An instance in the port's words.</summary>
    public static InstanceIdentity Identity(InstanceSummary instance) => new(
        instance.InstanceId, "function", instance.ProcessId, instance.ParentProcessId, instance.StartedNs,
        instance.Executable)
    {
        Serves = instance.State is StreamState.Running or StreamState.Draining,
        Container = instance.Container is { } container
            ? new ContainerName(container.Id, container.ImageDigest, container.Created)
            : null,
    };

    /// <summary>The report of a stream through that client.</summary>
    public static StreamReport Of(StreamSummary summary, StreamClient client, bool sharesClock) => new()
    {
        Outcome = Enum.Parse<StreamOutcome>(summary.Outcome.ToString()),
        Reason = ReasonOf(summary),
        Marks = sharesClock ? [.. Marks(summary)] : [],
        Instances = [.. summary.Stages.Where(stage => stage.Instance is not null)
            .Select(stage => Identity(stage.Instance!))],
        Trailers = [.. client.Trailers
            .Where(trailer => trailer.Bytes.Length > 0 && trailer.Stage < summary.Stages.Count)
            .Select(trailer => new InstanceTrailer(
                summary.Stages[trailer.Stage].Instance!.InstanceId, trailer.Bytes)
            {
                Stage = trailer.Stage,
            })],
        Requests = client.Events,
        BytesIn = client.BytesIn,
        BytesOut = client.BytesOut,
        QueueSeconds = summary.QueueSeconds,
        Dropped = summary.Stages.Sum(stage => stage.EventsDropped),
        Resources = new ResourceUse
        {
            CpuSeconds = summary.CpuSeconds,
            ControlCpuSeconds = summary.ControlCpuSeconds,
            RssPeakBytes = summary.PeakRssBytes,
            InstanceSeconds = summary.InstanceSeconds,
        },
    };

    /// <summary>The code, then the words: <c>InstanceDied: killed by signal 9</c>.</summary>
    private static string? ReasonOf(StreamSummary summary) =>
        summary.Outcome == EndKind.Completed ? summary.Reason : $"{summary.Code}: {summary.Reason}";

    private static IEnumerable<PhaseMark> Marks(StreamSummary summary)
    {
        (Phase Phase, long? EndNs)[] marks =
        [
            (Phase.Admit, summary.AdmittedNs), (Phase.Sandbox, summary.SandboxNs), (Phase.Runtime, summary.RuntimeNs),
            (Phase.Connect, summary.ReadyNs), (Phase.Teardown, summary.TeardownNs),
        ];
        return marks.Where(mark => mark.EndNs is not null).Select(mark => new PhaseMark(mark.Phase, mark.EndNs!.Value));
    }
}
