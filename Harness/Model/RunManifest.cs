namespace Eval.Harness.Model;

/// <summary>What a run was, for those who read or repeat it.</summary>
public sealed record RunManifest
{
    /// <summary>The schema of this file.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The run's identity, <c>yyyyMMddTHHmmssZ-xxxxxx</c>.</summary>
    public required string RunId { get; init; }

    /// <summary>When it started, UTC.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>The scenario's name.</summary>
    public required string Scenario { get; init; }

    /// <summary>The folder of the scenario file, where its relative paths begin; null in a manifest of before there
    /// were such paths.</summary>
    public string? ScenarioFolder { get; init; }

    /// <summary>SHA-256 of the trace that the streams of its sessions come from; null: none.</summary>
    public string? TraceSha256 { get; init; }

    /// <summary>The model and the price books of a simulation, the programs of a measured run; empty in a manifest of
    /// before they were kept.</summary>
    public IReadOnlyList<InputFile> Inputs { get; init; } = [];

    /// <summary>The scenario file as it was.</summary>
    public required string ScenarioText { get; init; }

    /// <summary>SHA-256 of that text, lower-case hexadecimal.</summary>
    public required string ScenarioSha256 { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Valid trials wanted in each cell; null in a manifest that leaves it to the scenario.</summary>
    public int? Repetitions { get; init; }

    /// <summary>The labels that were run; null in a manifest that leaves it to the scenario.</summary>
    public IReadOnlyList<string>? SystemLabels { get; init; }

    /// <summary>The profile that was chosen; null: none.</summary>
    public string? Profile { get; init; }

    /// <summary>When the run went on after it had been killed or interrupted.</summary>
    public IReadOnlyList<Resumption> Resumptions { get; init; } = [];

    /// <summary>The command line.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>live or simulated.</summary>
    public required string Executor { get; init; }

    /// <summary>Git commit of the sources, or empty.</summary>
    public string GitCommit { get; init; } = "";

    /// <summary>Whether the work tree differed from it.</summary>
    public bool GitDirty { get; init; }

    /// <summary>Name and version of the tool, the runtime and libraries.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The host before the first trial.</summary>
    public required IReadOnlyDictionary<string, string> HostBefore { get; init; }

    /// <summary>The host after the last trial.</summary>
    public IReadOnlyDictionary<string, string> HostAfter { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock of all stamps.</summary>
    public string Clock { get; init; } = "CLOCK_MONOTONIC, ns";

    /// <summary>What was deployed for each system before its first trial.</summary>
    public IReadOnlyList<DeployedSystem> Systems { get; init; } = [];

    /// <summary>SHA-256 of each raw file.</summary>
    public IReadOnlyDictionary<string, string> Sha256 { get; init; } = new Dictionary<string, string>();
}
