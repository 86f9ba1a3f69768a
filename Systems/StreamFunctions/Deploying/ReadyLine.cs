namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>What a server says beside its socket once it is ready: <c> relaxed: limits, user</c>.</summary>
public static class ReadyLine
{
    private const string Mark = " relaxed: ";
    private const string Separator = ", ";

    /// <summary>The words for those protections; empty where there are none.</summary>
    public static string Relaxed(IReadOnlyList<string> words) =>
        words.Count == 0 ? "" : Mark + string.Join(Separator, words);

    /// <summary>The protections that a line names.</summary>
    public static IReadOnlyList<string> RelaxedIn(string line)
    {
        var at = line.LastIndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? [] : line[(at + Mark.Length)..].Split(Separator);
    }
}
