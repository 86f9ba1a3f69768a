using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Sessions;
using Eval.Harness.Model;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>simulate FILE…</c>: the same scenarios in virtual time.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var model = new Option<string?>("--model")
        {
            Description = "the model file, as calibrate writes it (default Scenarios/models/default.json)",
        };
        return ScenarioVerb.Create(
            "simulate",
            "Run scenarios through models in virtual time, analyse and draw.",
            isVirtual: true,
            [model],
            (parsed, files) =>
            {
                var inputs = files.ToDictionary<PlannedFile, TrialPlan, SimulationInputs>(
                    file => file.Plan,
                    file => SimulationInputs.Read(parsed.GetValue(model), file.File, file.Plan.Scenario),
                    ReferenceEqualityComparer.Instance);
                return (plan, target, json, cancellation) => plan.Scenario.Fleet is null
                    ? SimulateSession.StartAsync(plan, inputs[plan], target, json, cancellation)
                    : Task.FromResult(FleetSession.Start(plan, inputs[plan], target, json, cancellation));
            });
    }
}
