using Eval.Harness.Model;
using Eval.Harness.Running;
using Eval.Harness.Workloads;
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
        var stream = WorkloadCatalog.Generate(trial);
        return new TrialInput(stream.Payloads, stream.OffsetsNs, OracleCatalog.Expected(trial.Function, stream));
    }
}
