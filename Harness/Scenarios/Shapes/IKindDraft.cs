namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A mapping whose <c>kind</c> decides which further keys it has.</summary>
internal interface IKindDraft
{
    /// <summary>The kind, once it was read and exists.</summary>
    Located<string>? Kind { get; set; }

    /// <summary>The values of the kind's keys.</summary>
    Dictionary<string, string> Options { get; }
}
