namespace Eval.Harness.Scenarios.Errors;

/// <summary>Gathers the mistakes of one file, so that the user sees all of them at once.</summary>
internal sealed class ErrorList(string file)
{
    /// <summary>More mistakes than anyone reads; a hostile file must not print megabytes.</summary>
    public const int MaximumListed = 100;

    private readonly List<(Position At, string Message)> _found = [];

    /// <summary>Mistakes found so far.</summary>
    public int Count => _found.Count;

    /// <summary>Appends one mistake.</summary>
    public void Add(Position at, string message) => _found.Add((at, message));

    /// <summary>By position; those of one place in the order in which they were found.</summary>
    public IReadOnlyList<ScenarioError> Sorted()
    {
        // A file with profiles or a matrix is read once for each variant, and most mistakes are in all of them.
        var sorted = _found.Distinct().OrderBy(error => error.At).ToList();
        var listed = sorted
            .Take(MaximumListed)
            .Select(error => new ScenarioError(file, error.At.Line, error.At.Column, error.Message))
            .ToList();
        if (sorted.Count > MaximumListed)
        {
            var next = sorted[MaximumListed].At;
            var rest = $"{sorted.Count - MaximumListed} more mistakes from here on are not listed";
            listed.Add(new ScenarioError(file, next.Line, next.Column, rest));
        }

        return listed;
    }
}
