using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of the workload.</summary>
internal sealed class WorkloadDraft : IKindDraft
{
    /// <inheritdoc />
    public Located<string>? Kind { get; set; }

    /// <summary>Events per second.</summary>
    public Located<double>? Rate { get; set; }

    /// <inheritdoc />
    public KindDescription? Known { get; set; }

    /// <inheritdoc />
    public Dictionary<string, string> Options { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Dictionary<string, Position> Given { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public HashSet<string> Misread { get; } = new(StringComparer.Ordinal);
}
