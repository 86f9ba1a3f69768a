using Eval.Harness.Model;

namespace Eval.Tests.Harness.Presentation;

/// <summary>The scenario and manifest of the sample run.</summary>
internal static class SampleScenario
{
    private static readonly string[] Kinds = ["stream-function", "faas", "batch", "pipeline"];

    public static Scenario Create(IReadOnlyList<string> labels, IReadOnlyList<int> seconds, int repetitions) => new()
    {
        Name = "paper-video",
        Description = "Grayscale of 160x120 RGB frames at 10 frames/s (paper, Section 5)",
        Seed = 20260303,
        Workload = new WorkloadSpec("video", 10, new Dictionary<string, string> { ["width"] = "160" }),
        Function = "grayscale",
        Durations = [.. seconds.Select(value => TimeSpan.FromSeconds(value))],
        Repetitions = repetitions,
        Systems =
        [
            .. labels.Select((label, index) => new SystemSpec(
                label,
                Kinds[index % Kinds.Length],
                new Dictionary<string, string>
                {
                    ["isolation"] = "process", ["start"] = "cold", ["buffer"] = "memory",
                })),
        ],
        SourceText = "schema: 1\n",
    };

    public static RunManifest Manifest(Scenario scenario) => new()
    {
        RunId = "20261124T081543Z-a1b2c3",
        StartedUtc = new DateTimeOffset(2026, 11, 24, 8, 15, 43, TimeSpan.Zero),
        Scenario = scenario.Name,
        ScenarioText = scenario.SourceText,
        ScenarioSha256 = new string('0', 64),
        Seed = scenario.Seed,
        CommandLine = ["eval", "run", "Scenarios/paper-video.yaml"],
        Executor = "live",
        GitCommit = "0123abc",
        GitDirty = true,
        Versions = new Dictionary<string, string> { ["eval"] = "0.1.0", ["runtime"] = ".NET 10.0.1" },
        HostBefore = new Dictionary<string, string> { ["cpu"] = "Sample CPU", ["cores"] = "2", ["load"] = "0.12" },
        HostAfter = new Dictionary<string, string> { ["load"] = "0.99" },
        Systems =
        [
            .. scenario.Systems.Select(system => new DeployedSystem(
                system.Name,
                system.Kind,
                system.Kind == "pipeline" ? "r2r" : "aot",
                new string('f', 64),
                new Dictionary<string, double> { ["compile host"] = 11.2, ["warm-up"] = 0.431 },
                new Dictionary<string, string> { ["control plane"] = "0.1.0" },
                new Dictionary<string, string>
                {
                    ["transport"] = system.Kind == "faas" ? "HTTP/1.1" : "Unix socket", ["codec"] = "frames",
                })),
        ],
    };
}
