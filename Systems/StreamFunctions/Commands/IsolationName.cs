using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary>The rungs of the isolation ladder by the names that scenarios use.</summary>
internal static class IsolationName
{
    private static readonly Dictionary<string, Isolation> ByName = new(StringComparer.Ordinal)
    {
        ["in-process"] = Isolation.InProcess,
        ["process"] = Isolation.Process,
        ["bubblewrap"] = Isolation.Bubblewrap,
        ["docker"] = Isolation.Docker,
    };

    /// <summary>All names, from the least isolation to the most.</summary>
    public static string All => string.Join(", ", ByName.Keys);

    /// <summary>That rung; a name that is none is a mistake.</summary>
    public static Isolation Read(string name, Mistakes mistakes)
    {
        if (ByName.TryGetValue(name, out var isolation))
        {
            return isolation;
        }

        mistakes.Add($"--isolation {name}: there are {All}");
        return Isolation.Process;
    }
}
