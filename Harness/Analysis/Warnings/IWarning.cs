using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>Something to know about a trial though it may be valid. A new warning is one class in this folder.
/// </summary>
internal interface IWarning
{
    /// <summary>The name that warnings start with, such as steal.</summary>
    string Name { get; }

    /// <summary>Whether it looks at a session as a whole too.</summary>
    bool IsOfSession => false;

    /// <summary>What to know, in a few words and numbers; null where there is nothing.</summary>
    string? Remark(Measure measure);
}
