using Eval.Harness.Model;
using Eval.Harness.Scenarios.Shapes;

namespace Eval.Harness.Scenarios.Drafts;

/// <summary>What could be read of one fault.</summary>
internal sealed class FaultDraft
{
    /// <summary>The part.</summary>
    public Located<string>? Part { get; set; }

    /// <summary>When, as a share of the generation span, 0 to 1.</summary>
    public double At { get; set; }

    /// <summary>The system's label; null: every system.</summary>
    public Located<string>? System { get; set; }

    /// <summary>The finished record, for the system of that label.</summary>
    public FaultSpec ToSpec(string label) => new(label, Part!.Value.Value, At);
}
