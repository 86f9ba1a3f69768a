using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of one system.</summary>
internal sealed class SystemDraft : IKindDraft
{
    /// <summary>The label.</summary>
    public Located<string>? Name { get; set; }

    /// <summary>The label as every file and figure shows it: warm and cold are different systems, so that a warm one
    /// says so.</summary>
    public string? Label => Name?.Value is { } name && Options.GetValueOrDefault("start") == "warm"
        && !name.Contains("warm", StringComparison.OrdinalIgnoreCase) ? $"{name} (warm)" : Name?.Value;

    /// <inheritdoc />
    public Located<string>? Kind { get; set; }

    /// <inheritdoc />
    public KindDescription? Known { get; set; }

    /// <inheritdoc />
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Dictionary<string, Position> Given { get; } = new(StringComparer.Ordinal);
}
