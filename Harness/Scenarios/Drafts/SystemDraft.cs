using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of one system.</summary>
internal sealed class SystemDraft : IKindDraft
{
    /// <summary>The label.</summary>
    public Located<string>? Name { get; set; }

    /// <inheritdoc />
    public Located<string>? Kind { get; set; }

    /// <inheritdoc />
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);
}
