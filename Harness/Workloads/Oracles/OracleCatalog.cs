using System.Reflection;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>All oracles by function: every class of this assembly that carries <see cref="OracleAttribute"/>.</summary>
public static class OracleCatalog
{
    private static readonly SortedDictionary<string, Type> ByFunction = new(
        typeof(OracleCatalog).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(OracleAttribute)))
            .ToDictionary(type => type.GetCustomAttribute<OracleAttribute>()!.Function),
        StringComparer.Ordinal);

    /// <summary>The functions that have one.</summary>
    public static IReadOnlyCollection<string> Functions => ByFunction.Keys;

    /// <summary>The oracle of that function.</summary>
    /// <exception cref="KeyNotFoundException">It has none; the message lists those that have.</exception>
    public static IStreamOracle Find(string function) =>
        ByFunction.TryGetValue(function, out var type)
            ? (IStreamOracle)Activator.CreateInstance(type)!
            : throw new KeyNotFoundException(
                $"no oracle for the function '{function}'; known: {string.Join(", ", ByFunction.Keys)}");

    /// <summary>The oracle of these functions, one after the other; stateless where all of them are.</summary>
    /// <exception cref="KeyNotFoundException">One of them has none.</exception>
    public static IStreamOracle Find(IReadOnlyList<string> functions)
    {
        IStreamOracle[] stages = [.. functions.Select(Find)];
        return stages.All(stage => stage is IOracle)
            ? new ComposedOracle([.. stages.Cast<IOracle>()])
            : new ComposedStreamOracle(stages);
    }
}
