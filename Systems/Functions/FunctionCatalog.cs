namespace Eval.Systems.Functions;

/// <summary>
/// All functions by name. Each function's file adds itself from a module initializer, which needs no reflection and so
/// survives ahead-of-time compilation.
/// </summary>
public static class FunctionCatalog
{
    private static readonly SortedDictionary<string, StepDefinition> ByName = new(StringComparer.Ordinal);

    /// <summary>Every function, by name.</summary>
    public static IReadOnlyCollection<StepDefinition> All => ByName.Values;

    /// <summary>The function of that name.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message lists those that exist.</exception>
    public static StepDefinition Find(string name) =>
        ByName.TryGetValue(name, out var found)
            ? found
            : throw new KeyNotFoundException($"no function '{name}'; known: {string.Join(", ", ByName.Keys)}");

    internal static void Add(StepDefinition definition) => ByName.Add(definition.Name, definition);
}
