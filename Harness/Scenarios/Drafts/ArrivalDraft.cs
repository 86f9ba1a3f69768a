using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of how streams come.</summary>
internal sealed class ArrivalDraft : IKindDraft
{
    /// <summary>One stream a trial, which is also what a scenario without the key has.</summary>
    public const string Single = "single";

    /// <summary>A system's key for what it claims of its start.</summary>
    public const string Start = "start";

    /// <summary>The claim of nothing, which is the only one where many streams come at once.</summary>
    public const string Natural = "natural";

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

    /// <summary>The finished record; null where streams come one by one, or where something is missing.</summary>
    public ArrivalSpec? ToSpec() =>
        Known is null || Known.Kind == Single || Known.Keys.Any(key => !Options.ContainsKey(key.Name))
            ? null
            : new ArrivalSpec(Known.Kind, Options);
}
