using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of one system.</summary>
internal sealed class SystemDraft : IKindDraft
{
    /// <summary>The label.</summary>
    public Located<string>? Name { get; set; }

    private static readonly (string Key, string Value)[] OtherSystems =
        [("start", "warm"), ("start", "running"), ("timers", "tuned")];

    /// <summary>The label as every file and figure shows it: warm and cold are different systems, as are those with
    /// timers of their own, so that each says so.</summary>
    public string? Label => Name?.Value is { } name
        ? OtherSystems.Where(other => Options.GetValueOrDefault(other.Key) == other.Value).Aggregate(name, Said)
        : null;

    private static string Said(string label, (string Key, string Value) other) =>
        label.Contains(other.Value, StringComparison.OrdinalIgnoreCase) ? label : $"{label} ({other.Value})";

    /// <inheritdoc />
    public Located<string>? Kind { get; set; }

    /// <inheritdoc />
    public KindDescription? Known { get; set; }

    /// <inheritdoc />
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Dictionary<string, Position> Given { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public HashSet<string> Misread { get; } = new(StringComparer.Ordinal);
}
