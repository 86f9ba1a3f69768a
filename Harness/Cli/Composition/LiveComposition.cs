using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Running.Trials;
using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Oracles;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.HostBuilds;

namespace Eval.Harness.Cli.Composition;

/// <summary>Joins adapters, compiled hosts, workloads and oracles to a live executor.</summary>
internal static class LiveComposition
{
    public static LiveExecutor Executor(Scenario scenario, Workspace workspace, Action<string> progress)
    {
        var hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate(), progress);
        ISystemUnderTest Create(SystemSpec spec) => AdapterCatalog.Create(spec.Kind, new SystemConfiguration
        {
            Name = spec.Name,
            Options = spec.Options,
            Function = scenario.Function,
            Stages = [.. scenario.Stages.Select(stage => new FunctionReference(stage.Name, stage.Executable))],
            Output = Enum.Parse<Systems.Abstractions.OutputTarget>(scenario.Output.ToString()),
            OutputSubject = scenario.OutputSubject,
            WarmUpPayload = WorkloadCatalog.Create(spec.Workload ?? scenario.Workload)
                .Generate(events: 1, scenario.Seed).Payload(0),
            Build = scenario.Build,
            Workspace = workspace.ForSystem(scenario.Systems.ToList().IndexOf(spec)),
            Hosts = hosts,
        });

        var oracle = OracleOf(scenario);
        return new LiveExecutor(scenario, Create, trial => InputOf(trial, oracle), TimeProvider.System);
    }

    /// <summary>What the scenario's outputs are held against; null where nobody knows what an executable does, or where
    /// no output comes back.</summary>
    private static IStreamOracle? OracleOf(Scenario scenario) =>
        scenario.Output == Model.OutputTarget.None || scenario.Stages.Any(stage => stage.Executable is not null)
            ? null
            : OracleCatalog.Find([.. scenario.Stages.Select(stage => stage.Name)]);

    private static TrialInput InputOf(Trial trial, IStreamOracle? oracle)
    {
        var stream = WorkloadCatalog.Create(trial.Workload).Generate(trial.Events, trial.Seed);
        var expected = oracle is null ? null : ExpectedOutputs.Of(stream, oracle);
        var sequences = Enumerable.Range(0, stream.Count);
        return new TrialInput(
            [.. sequences.Select(stream.Payload)],
            [.. sequences.Select(stream.OffsetNs)],
            expected is null ? null : [.. sequences.Select(sequence => expected[sequence])]);
    }
}
