using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Puts together what is told of a stream.</summary>
internal static class Summing
{
    /// <summary>The instance of a stage, as far as it is known now.</summary>
    public static InstanceSummary Instance(StreamPlan plan, Stage stage, StreamState state) => new(
        stage.Instance!.Identity.InstanceId, plan.StreamId, state, stage.Instance.Box.ProcessId ?? 0,
        Environment.ProcessId, stage.Instance.Box.StartIssuedNs, stage.Instance.Identity.Executable)
    {
        WasParked = stage.Instance.Identity.WasParked,
        Container = stage.Instance.Box.Container,
    };

    /// <summary>The whole stream, after its end.</summary>
    public static StreamSummary Stream(
        StreamPlan plan, StreamEnd end, Intake intake, Stage[] stages, double? controlCpuSeconds)
    {
        StageSummary[] all = [.. stages.Select(stage => Of(plan, stage))];
        var first = all[0];
        var readyNs = all.Max(stage => stage.ReadyNs);
        return new StreamSummary
        {
            Outcome = end.Outcome,
            Code = end.Code,
            Reason = end.Reason,
            AdmittedNs = first.Instance is null ? null : plan.AdmittedNs,
            SandboxNs = all.Max(stage => stage.SandboxNs),
            RuntimeNs = all.Max(stage => stage.RuntimeNs),
            ReadyNs = readyNs,
            TeardownNs = all.Max(stage => stage.TeardownNs),
            Instance = first.Instance,
            QueueSeconds = intake.FirstNs > 0 ? Math.Max(0, readyNs - intake.FirstNs ?? 0) / 1e9 : null,
            CpuSeconds = Sum(all, stage => stage.CpuSeconds),
            ControlCpuSeconds = controlCpuSeconds,
            PeakRssBytes = (long?)Sum(all, stage => stage.PeakRssBytes),
            InstanceSeconds = Sum(all, stage => stage.InstanceSeconds),
            Stages = all,
            EventsReceived = intake.Received,
            EventsHanded = first.EventsHanded,
            EventsDropped = first.EventsDropped,
            EventsWaiting = intake.Received - first.EventsHanded - first.EventsDropped,
            Outputs = all[^1].Outputs,
        };
    }

    /// <summary>The spawning thread sleeps until the child runs its program, and may be scheduled again after the
    /// child's main: whichever is first proves that the child exists.</summary>
    private static long? SandboxNs(Stage stage)
    {
        var started = stage.Instance?.Box.Started;
        long? startedNs = started is { IsCompletedSuccessfully: true } ? started.Result : null;
        return stage.Greeting is { } greeting && startedNs is not null
            ? Math.Min(startedNs.Value, greeting.MainEnteredNs)
            : startedNs;
    }

    private static StageSummary Of(StreamPlan plan, Stage stage)
    {
        var counts = stage.Link.Counts;
        return new StageSummary
        {
            Instance = stage.Instance is null ? null : Instance(plan, stage, StreamState.Ended),
            SandboxNs = SandboxNs(stage),
            RuntimeNs = stage.Greeting?.MainEnteredNs,
            ReadyNs = stage.Greeting?.ReadyNs,
            TeardownNs = stage.Exit?.ExitedNs,
            EventsReceived = counts.Offered,
            EventsHanded = counts.Handed,
            EventsDropped = counts.Dropped,
            EventsWaiting = counts.Offered - counts.Handed - counts.Dropped,
            BytesIn = counts.Bytes,
            Outputs = stage.Outputs,
            BytesOut = stage.OutputBytes,
            CpuSeconds = stage.Exit?.CpuSeconds,
            PeakRssBytes = stage.Exit?.PeakRssBytes,
            InstanceSeconds = (stage.Exit?.ExitedNs - stage.Instance?.Box.StartIssuedNs) / 1e9,
        };
    }

    private static double? Sum(StageSummary[] stages, Func<StageSummary, double?> value) =>
        stages.Any(stage => value(stage) is not null) ? stages.Sum(value) : null;
}
