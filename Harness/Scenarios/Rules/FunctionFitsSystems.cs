using Eval.Harness.Model;
using Eval.Harness.Scenarios.Drafts;
using Eval.Harness.Scenarios.Errors;

namespace Eval.Harness.Scenarios.Rules;

/// <summary>Every system can run the scenario's function and send its outputs where they should go.</summary>
internal sealed class FunctionFitsSystems : IScenarioRule
{
    /// <inheritdoc />
    public void Check(ScenarioDraft draft, ErrorList errors)
    {
        var limited = draft.Systems.Select(system => system.Value.Known)
            .Where(kind => kind?.TakesAnyFunction == false)
            .Select(kind => kind!.Kind).Distinct().ToList();
        if (limited.Count == 0)
        {
            return;
        }

        var who = string.Join(", ", limited);
        if (draft.Function is { } function
            && (function.Value.Count > 1 || function.Value.Any(stage => stage.Executable is not null)))
        {
            var what = function.Value.Count > 1 ? "a workflow" : "an executable";
            errors.Add(function.At, $"{what} cannot run on {who}, which take the name of one bundled function");
        }

        if (draft.Output is { Value.Target: not OutputTarget.Producer } output)
        {
            errors.Add(output.At, $"outputs of {who} go to the producer alone");
        }
    }
}
