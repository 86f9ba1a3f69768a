using System.Diagnostics.CodeAnalysis;
using Eval.Harness.Model;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios;

/// <summary>Either a scenario, or every mistake of its file, by position.</summary>
public sealed record ScenarioReading(Scenario? Scenario, IReadOnlyList<ScenarioError> Errors)
{
    /// <summary>Whether the file can be planned.</summary>
    [MemberNotNullWhen(true, nameof(Scenario))]
    public bool IsValid => Scenario is not null;
}
