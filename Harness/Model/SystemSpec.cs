using System.Globalization;

namespace Eval.Harness.Model;

/// <summary>A system as the scenario asks for it.</summary>
/// <param name="Name">The label, unique in the scenario.</param>
/// <param name="Kind">Which adapter.</param>
/// <param name="Options">Every declared key, defaults filled in; durations in seconds, sizes in bytes, invariant.
/// </param>
public sealed record SystemSpec(string Name, string Kind, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>What a matrix gave it, <c>key=value;…</c>, sorted; empty without one.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>Its own workload, where a matrix changes it; else null, and the scenario's.</summary>
    public WorkloadSpec? Workload { get; init; }

    /// <summary>Over how many instances it spreads one stream.</summary>
    public int Shards => Option("shards.count").Length == 0
        ? 1
        : int.Parse(Option("shards.count"), CultureInfo.InvariantCulture);

    /// <summary>Whether that is its label, with or without what a matrix added.</summary>
    public bool IsLabelled(string label) => Name == label
        || (Parameters.Length > 0 && Name.StartsWith(label + "[", StringComparison.Ordinal));

    /// <summary>The option's value, or empty where the kind has no such key.</summary>
    public string Option(string key) => Options.GetValueOrDefault(key, "");
}
