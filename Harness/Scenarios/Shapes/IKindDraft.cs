using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Shapes;

/// <summary>A mapping whose <c>kind</c> decides which further keys it has.</summary>
internal interface IKindDraft
{
    /// <summary>The kind, once it was read and exists.</summary>
    Located<string>? Kind { get; set; }

    /// <summary>What that kind declares; null where it does not exist.</summary>
    KindDescription? Known { get; set; }

    /// <summary>The values of the kind's keys.</summary>
    Dictionary<string, string> Options { get; }

    /// <summary>Those that the file itself gives, and where their values begin.</summary>
    Dictionary<string, Position> Given { get; }

    /// <summary>Those of which the file gives a value that could not be read.</summary>
    HashSet<string> Misread { get; }
}
