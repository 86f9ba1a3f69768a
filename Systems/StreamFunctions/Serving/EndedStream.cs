using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The report of a stream whose connection was not relayed, or that never had an instance.</summary>
internal sealed record EndedStream
{
    /// <summary>How it ended.</summary>
    public required StreamEnd End { get; init; }

    /// <summary>When its connection was accepted; null where it was not admitted.</summary>
    public long? AdmittedNs { get; init; }

    /// <summary>What the instance said of its start.</summary>
    public Greeting? Greeting { get; init; }

    /// <summary>The instance.</summary>
    public InstanceSummary? Instance { get; init; }

    /// <summary>Its box.</summary>
    public ISandboxedInstance? Box { get; init; }

    /// <summary>How it ended.</summary>
    public ProcessExit? Exit { get; init; }

    /// <summary>What the control plane's thread used, seconds.</summary>
    public double? ControlCpuSeconds { get; init; }

    /// <summary>What is told of it. The spawning thread sleeps until the child runs its program, and may be scheduled
    /// again after the child's main: whichever is first proves that the child exists.</summary>
    public StreamSummary Summary()
    {
        var startedNs = Box?.Started is { IsCompletedSuccessfully: true } started ? started.Result : (long?)null;
        var sandboxNs = Greeting is { } greeting && startedNs is { } ns
            ? Math.Min(ns, greeting.MainEnteredNs)
            : startedNs;
        var instance = Instance is null
            ? null
            : Instance with { State = StreamState.Ended, Container = Box?.Container };
        var instanceSeconds = (Exit?.ExitedNs - Box?.StartIssuedNs) / 1e9;
        return new StreamSummary
        {
            Outcome = End.Outcome,
            Code = End.Code,
            Reason = End.Reason,
            AdmittedNs = AdmittedNs,
            SandboxNs = sandboxNs,
            RuntimeNs = Greeting?.MainEnteredNs,
            ReadyNs = Greeting?.ReadyNs,
            TeardownNs = Exit?.ExitedNs,
            Instance = instance,
            CpuSeconds = Exit?.CpuSeconds,
            ControlCpuSeconds = ControlCpuSeconds,
            PeakRssBytes = Exit?.PeakRssBytes,
            InstanceSeconds = instanceSeconds,
            Stages = instance is null
                ? []
                : [new StageSummary
                {
                    Instance = instance,
                    SandboxNs = sandboxNs,
                    RuntimeNs = Greeting?.MainEnteredNs,
                    ReadyNs = Greeting?.ReadyNs,
                    TeardownNs = Exit?.ExitedNs,
                    CpuSeconds = Exit?.CpuSeconds,
                    PeakRssBytes = Exit?.PeakRssBytes,
                    InstanceSeconds = instanceSeconds,
                }],
        };
    }
}
