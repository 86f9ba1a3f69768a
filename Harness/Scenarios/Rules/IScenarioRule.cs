using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>What several keys must satisfy together. One rule a file in this folder; it is found by its type and needs
/// a constructor without parameters.</summary>
internal interface IScenarioRule
{
    /// <summary>Appends every violation, at the value that the user would change. Values that could not be read are
    /// absent from the draft and already reported.</summary>
    void Check(ScenarioDraft draft, ErrorList errors);
}
