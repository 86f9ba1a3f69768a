using Eval.Harness.Model;
using Eval.Harness.Running.Recording;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;

namespace Eval.Harness.Running.Trials;

/// <summary>Joins the producer's stamps, the probe's records and the system's report into one timeline.</summary>
internal sealed class TimelineBuilder(Trial trial, TrialInput input, StreamRecorder recorder, long t0Ns)
{
    public Timeline Build(StreamReport report, SystemTraits traits, Observations observations)
    {
        // A function of which nobody knows the trailers, or whose clock is another, has stamps of its boundary alone.
        var trailers = traits.StampsInFunction ? report.Trailers : [];
        var probes = trailers.GroupBy(trailer => trailer.Stage).OrderBy(stage => stage.Key)
            .Select(stage => (Stage: stage.Key, Stamps: ProbeStamps.From(
                [.. stage], stage.Key == 0 ? trial.Events : Probe.MaximumCapacity)))
            .ToArray();
        var outputs = recorder.Outputs;
        var first = EventsOf(probes.Length == 0 ? new ProbeStamps() : probes[0].Stamps, outputs);
        var workflow = probes.Length > 1 ? WorkflowEvents.Of(first, probes[1..]) : new WorkflowEvents(first, []);
        return new Timeline
        {
            Trial = trial,
            Executor = "live",
            Events = workflow.Events,
            Stages = workflow.Stages,
            Marks = [.. report.Marks.Select(mark => new PhaseEnd(NameOf(mark.Phase), mark.EndNs))],
            Instances = [.. report.Instances.Select(InstanceOf)],
            Outcome = (Outcome)report.Outcome,
            OutcomeReason = report.Reason
                ?? probes.Select(probe => probe.Stamps.Unreadable).FirstOrDefault(broken => broken is not null),
            Output = input.Expected is null
                ? null
                : OutputAudit.Check(input.Expected, outputs, recorder.ReturnedCount),
            Dropped = report.Dropped,
            LearnedNs = report.LearnedNs,
            Recomputed = probes.Sum(probe => probe.Stamps.Recomputed),
            Strangers = probes.Sum(probe => probe.Stamps.Strangers),
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
        var returnedNs = new Dictionary<long, (long First, long Last)>(outputs.Count);
        foreach (var output in outputs)
        {
            var first = returnedNs.TryGetValue(output.Sequence, out var known) ? known.First : output.ReturnedNs;
            returnedNs[output.Sequence] = (first, output.ReturnedNs);
        }

        return [.. Enumerable.Range(0, trial.Events).Select(sequence => EventOf(sequence, probe, returnedNs))];
    }

    private EventStamps EventOf(
        int sequence, ProbeStamps probe, Dictionary<long, (long First, long Last)> returnedNs)
    {
        var seen = probe.Of(sequence);
        (long First, long Last)? returned = returnedNs.TryGetValue(sequence, out var ns) ? ns : null;
        return new EventStamps(
            sequence,
            t0Ns + input.OffsetsNs[sequence],
            recorder.CreatedNs(sequence),
            recorder.SentNs(sequence),
            seen?.Record.ReceivedNs,
            seen is { Record.ProcessedNs: > 0 } ? seen.Value.Record.ProcessedNs : null,
            returned?.First,
            seen?.Record.Outputs ?? 0,
            seen?.Record.Deliveries ?? 0,
            seen?.InstanceId)
        {
            LastReturnedNs = returned?.Last,
        };
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
