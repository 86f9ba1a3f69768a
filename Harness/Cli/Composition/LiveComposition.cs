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
            Build = scenario.Build,
            Workspace = workspace.ForSystem(scenario.Systems.ToList().IndexOf(spec)),
            Hosts = hosts,
        });

        return new LiveExecutor(scenario, Create, InputOf, TimeProvider.System);
    }

    private static TrialInput InputOf(Trial trial)
    {
        var stream = WorkloadCatalog.Create(trial.Workload).Generate(trial.Events, trial.Seed);
        var expected = ExpectedOutputs.Of(stream, OracleCatalog.Find(trial.Function));
        var sequences = Enumerable.Range(0, stream.Count);
        return new TrialInput(
            [.. sequences.Select(stream.Payload)],
            [.. sequences.Select(stream.OffsetNs)],
            [.. sequences.Select(sequence => expected[sequence])]);
    }
}
