namespace Eval.Harness.Model;

/// <summary>A system as the scenario asks for it.</summary>
/// <param name="Name">The label, unique in the scenario.</param>
/// <param name="Kind">Which adapter.</param>
/// <param name="Options">Every declared key, defaults filled in; durations in seconds, sizes in bytes, invariant.
/// </param>
public sealed record SystemSpec(string Name, string Kind, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The option's value, or empty where the kind has no such key.</summary>
    public string Option(string key) => Options.GetValueOrDefault(key, "");
}
