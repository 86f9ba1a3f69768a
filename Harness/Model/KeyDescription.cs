namespace Eval.Harness.Model;

/// <summary>One key of a scenario: its type, range and default, from which parsing, validation and schema
/// come.</summary>
/// <param name="Name">The key, camelCase.</param>
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
    double Maximum);
