using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Eval.Harness.Model;
using Eval.Harness.Running.Observing;
using Eval.Harness.Simulating;
using Eval.Systems.HostBuilds;

namespace Eval.Harness.Cli.Composition;

/// <summary>What is known of a run before its first trial.</summary>
internal static class ManifestDraft
{
    private static readonly string[] Libraries =
    [
        "ScottPlot", "SkiaSharp", "CsvHelper", "MathNet.Numerics", "YamlDotNet", "System.CommandLine",
        "Spectre.Console", "MQTTnet", "System.IO.Hashing",
    ];

    public static RunManifest Of(Scenario scenario, IReadOnlyList<string> commandLine, TimeProvider time)
    {
        var now = time.GetUtcNow();
        var (commit, dirty) = SourceControl.Describe(BuildFacts.SourceRoot());
        return new RunManifest
        {
            RunId = RunId(now),
            StartedUtc = now,
            Scenario = scenario.Name,
            ScenarioText = scenario.SourceText,
            ScenarioFolder = scenario.Arrivals?.Folder is { Length: > 0 } folder ? folder : null,
            TraceSha256 = scenario.Arrivals?.FileSha256 is { Length: > 0 } trace ? trace : null,
            Inputs = Programs(scenario),
            ScenarioSha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(scenario.SourceText))),
            Seed = scenario.Seed,
            Repetitions = scenario.Adaptive is null ? scenario.Repetitions : null,
            Profile = scenario.Profile.Length > 0 ? scenario.Profile : null,
            SystemLabels = [.. scenario.Systems.Select(system => system.Name)],
            CommandLine = commandLine,
            Executor = "live",
            GitCommit = commit,
            GitDirty = dirty,
            Versions = Versions(),
            HostBefore = HostFacts.Read(),
        };
    }

    /// <summary>What is known of a simulation before its first trial.</summary>
    public static RunManifest OfSimulation(Scenario scenario, SimulationInputs inputs) =>
        Of(scenario, CommandLine.Arguments, TimeProvider.System) with
        {
            Executor = SimulatedExecutor.Name,
            Clock = "virtual time, ns",
            Inputs = inputs.Files,
        };

    /// <summary>The same where nothing has ended yet; else that of a run that goes on.</summary>
    public static RunManifest GoingOn(RunManifest manifest, int ended) =>
        ended == 0 ? manifest : Resumed(manifest, ended, TimeProvider.System);

    /// <summary>The manifest of a run that goes on.</summary>
    public static RunManifest Resumed(RunManifest manifest, int trials, TimeProvider time)
    {
        var (commit, dirty) = SourceControl.Describe(BuildFacts.SourceRoot());
        var resumption = new Resumption(time.GetUtcNow(), CommandLine.Arguments, commit, dirty, trials);

        // The hashes of an interrupted run's tables are not those of the run that ends now.
        return manifest with
        {
            Resumptions = [.. manifest.Resumptions, resumption], Sha256 = new Dictionary<string, string>(),
        };
    }

    private static InputFile[] Programs(Scenario scenario) =>
    [
        .. from stage in scenario.Stages.DistinctBy(stage => stage.Name)
           let program = stage.Executable
           where program is not null
           select InputFiles.Of(stage.Name, program),
    ];

    private static string RunId(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now:yyyyMMdd'T'HHmmss'Z'}-{Guid.NewGuid().ToString("N")[..6]}");

    private static SortedDictionary<string, string> Versions()
    {
        var versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["eval"] = VersionOf(typeof(ManifestDraft).Assembly),
            ["dotnet"] = RuntimeInformation.FrameworkDescription,
        };
        foreach (var library in Libraries)
        {
            versions[library] = VersionOf(Assembly.Load(library));
        }

        return versions;
    }

    /// <summary>The informational version without its commit, else the assembly's.</summary>
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString()
        ?? "";
}
