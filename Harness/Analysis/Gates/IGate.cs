using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// One reason for which a measurement cannot be trusted. Gates never look at a measured latency, and a stream that
/// failed or was rejected is a result, not a violation. A new gate is one class in this folder.
/// </summary>
internal interface IGate
{
    /// <summary>The name that reasons start with, such as generator-late.</summary>
    string Name { get; }

    /// <summary>Whether it looks at a session as a whole too; others look at each of its streams alone.</summary>
    bool IsOfSession => false;

    /// <summary>What is wrong, in a few words and numbers; null where nothing is.</summary>
    string? Violation(Measure measure);
}
