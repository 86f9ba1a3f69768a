using Eval.Harness.Model;
using Eval.Harness.Running.Recording;
using Eval.Systems.Abstractions;

namespace Eval.Harness.Running.Trials;

/// <summary>Joins the producer's stamps, the probe's records and the system's report into one timeline.</summary>
internal sealed class TimelineBuilder(Trial trial, TrialInput input, StreamRecorder recorder, long t0Ns)
{
    public Timeline Build(StreamReport report, SystemTraits traits, Observations observations)
    {
        var probe = ProbeStamps.From(report.Trailers, trial.Events);
        var outputs = recorder.Outputs;
        return new Timeline
        {
            Trial = trial,
            Executor = "live",
            Events = EventsOf(probe, outputs),
            Marks = [.. report.Marks.Select(mark => new PhaseEnd(NameOf(mark.Phase), mark.EndNs))],
            Instances = [.. report.Instances.Select(InstanceOf)],
            Outcome = (Outcome)report.Outcome,
            OutcomeReason = report.Reason ?? probe.Unreadable,
            Output = OutputAudit.Check(input.Expected, outputs, recorder.ReturnedCount),
            Dropped = report.Dropped,
            Strangers = probe.Strangers,
            Promises = new Promises(
                traits.KeepsOrder,
                traits.LosesNothing,
                traits.DuplicatesNothing,
                traits.StampsInFunction,
                traits.IsBatch,
                traits.HasInstances),
            Observations = observations,
            Consumption = ConsumptionOf(report),
        };
    }

    private EventStamps[] EventsOf(ProbeStamps probe, IReadOnlyList<ReturnedOutput> outputs)
    {
        var returnedNs = new Dictionary<long, long>(outputs.Count);
        foreach (var output in outputs)
        {
            returnedNs.TryAdd(output.Sequence, output.ReturnedNs);
        }

        return [.. Enumerable.Range(0, trial.Events).Select(sequence => EventOf(sequence, probe, returnedNs))];
    }

    private EventStamps EventOf(int sequence, ProbeStamps probe, Dictionary<long, long> returnedNs)
    {
        var seen = probe.Of(sequence);
        return new EventStamps(
            sequence,
            t0Ns + input.OffsetsNs[sequence],
            recorder.CreatedNs(sequence),
            recorder.SentNs(sequence),
            seen?.Record.ReceivedNs,
            seen is { Record.ProcessedNs: > 0 } ? seen.Value.Record.ProcessedNs : null,
            returnedNs.TryGetValue(sequence, out var ns) ? ns : null,
            seen?.Record.Outputs ?? 0,
            seen?.Record.Deliveries ?? 0,
            seen?.InstanceId);
    }

    private static PhaseName NameOf(Phase phase) => phase switch
    {
        Phase.Admit => PhaseName.Admit,
        Phase.Sandbox => PhaseName.Sandbox,
        Phase.Runtime => PhaseName.Runtime,
        Phase.Connect => PhaseName.Connect,
        Phase.Teardown => PhaseName.Teardown,
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "not a phase that systems observe"),
    };

    private static Instance InstanceOf(InstanceIdentity told) => new(
        told.InstanceId, told.Role, told.ProcessId, told.ParentProcessId, told.StartedNs, told.Executable);

    private static Consumption ConsumptionOf(StreamReport report) => new()
    {
        Requests = report.Requests,
        BytesIn = report.BytesIn,
        BytesOut = report.BytesOut,
        QueueSeconds = report.QueueSeconds,
        CpuSeconds = report.Resources.CpuSeconds,
        ControlCpuSeconds = report.Resources.ControlCpuSeconds,
        RssPeakBytes = report.Resources.RssPeakBytes,
        InstanceSeconds = report.Resources.InstanceSeconds,
    };
}
