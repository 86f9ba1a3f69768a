using F23.StringSimilarity;

namespace Eval.Harness.Scenarios.Errors;

/// <summary>What to say of a name that does not exist: the nearest one that does, or else all of them.</summary>
public static class UnknownName
{
    // Damerau–Levenshtein takes length × length; no name that anyone meant is longer.
    private const int MaximumCompared = 64;

    /// <summary><c>unknown key 'sed' (did you mean 'seed'?)</c> or <c>unknown key 'x'; known: a, b</c>.</summary>
    /// <param name="what">What the name would be, such as "key".</param>
    /// <param name="text">The name in the file, or on the command line.</param>
    /// <param name="known">The names that exist here.</param>
    public static string Message(string what, string text, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(known);
        var unknown = $"unknown {what} {Shown.Quoted(text)}";
        if (Nearest(text, known) is { } nearest)
        {
            return $"{unknown} (did you mean '{nearest}'?)";
        }

        return known.Count == 0 ? $"{unknown}; none exists" : $"{unknown}; known: {string.Join(", ", known)}";
    }

    private static string? Nearest(string text, IReadOnlyCollection<string> known)
    {
        if (text.Length is 0 or > MaximumCompared || known.Count == 0)
        {
            return null;
        }

        // One slip in a short word, up to three in a long one; more than that is another word. Lengths that differ by
        // more are no candidates, which spares a hostile file's keys the costly comparison.
        var allowed = Math.Min(3, 1 + (text.Length / 4));
        var damerau = new Damerau();
        var typed = text.ToLowerInvariant();
        return known
            .Where(name => Math.Abs(name.Length - text.Length) <= allowed)
            .Select(name => (Name: name, Distance: damerau.Distance(typed, name.ToLowerInvariant())))
            .Where(candidate => candidate.Distance <= allowed)
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }
}
