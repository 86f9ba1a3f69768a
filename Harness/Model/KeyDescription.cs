namespace Eval.Harness.Model;

/// <summary>One key of a scenario: its type, range and default, from which parsing, validation and schema
/// come.</summary>
/// <param name="Name">The key, camelCase; with a dot where it stands in a mapping of its own.</param>
/// <param name="Description">One line.</param>
/// <param name="Type">What the value is.</param>
/// <param name="Choices">The words that a choice allows.</param>
/// <param name="Default">The value where the key is absent: durations in seconds, sizes in bytes, invariant. Empty
/// where the scenario must give the key.</param>
/// <param name="Minimum">The least value of a number.</param>
/// <param name="Maximum">The greatest value of a number.</param>
public sealed record KeyDescription(
    string Name,
    string Description,
    KeyType Type,
    IReadOnlyList<string> Choices,
    string Default,
    double Minimum,
    double Maximum)
{
    /// <summary>Whether a scenario may leave the key out though it has no default; its value is then empty.</summary>
    public bool IsOptional { get; init; }

    /// <summary>What a text must match as a whole (a regular expression), and how a message says so.</summary>
    public (string Pattern, string Form) Text { get; init; } = (".*", "text");

    /// <summary>Where these do not all hold, the key has no effect: giving it is a mistake, and it has no value.
    /// </summary>
    public IReadOnlyList<KeyCondition> OnlyIf { get; init; } = [];

    /// <summary>The key as the file nests it: <c>pool.size</c> is <c>size</c> inside <c>pool</c>.</summary>
    public string Group => Name.Contains('.', StringComparison.Ordinal) ? Name[..Name.IndexOf('.')] : "";

    /// <summary>The key without its group.</summary>
    public string LocalName => Group.Length == 0 ? Name : Name[(Group.Length + 1)..];
}
