using System.Text.Json.Serialization;

namespace Eval.Harness.Simulating.Models;

/// <summary>What <c>calibrate</c> writes and <c>simulate</c> reads. A preset is one that nobody here measured: it names
/// its source and its licence in the place of a run.</summary>
public sealed record ModelFile
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>A slug; rows name it.</summary>
    public required string Name { get; init; }

    /// <summary>Of a preset, what it says and what it leaves out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    /// <summary>Of a preset, where its numbers are published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>Of a preset, the licence of that.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Licence { get; init; }

    /// <summary>The run that it was fitted to: scenario and run id; empty of a preset.</summary>
    public string SourceRun { get; init; } = "";

    /// <summary>When that run was, UTC; of a preset, when its source was published or read.</summary>
    public required string SourceDate { get; init; }

    /// <summary>The machine that it ran on; empty of a preset.</summary>
    public string SourceHost { get; init; } = "";

    /// <summary>The commit of the sources that were run; empty of a preset.</summary>
    public string SourceCommit { get; init; } = "";

    /// <summary>The systems.</summary>
    public required IReadOnlyList<ModelEntry> Systems { get; init; }

    /// <summary>Where it comes from, as the facts of each system that it stands for.</summary>
    public IEnumerable<KeyValuePair<string, string>> Provenance() => new Dictionary<string, string?>
    {
        ["source"] = Source,
        ["licence"] = Licence,
        ["source_run"] = SourceRun,
        ["source_date"] = SourceDate,
        ["source_host"] = SourceHost,
    }.Where(fact => !string.IsNullOrEmpty(fact.Value)).Select(fact => KeyValuePair.Create(fact.Key, fact.Value!));
}
