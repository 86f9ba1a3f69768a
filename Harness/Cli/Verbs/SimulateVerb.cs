using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Sessions;

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
            [model],
            (parsed, files) =>
            {
                var models = ModelFiles.Read(parsed.GetValue(model));
                return (plan, target, json, cancellation) => plan.Scenario.Fleet is null
                    ? SimulateSession.RunAsync(plan, models, target, json, cancellation)
                    : Task.FromResult(FleetSession.Run(
                        files.First(file => ReferenceEquals(file.Plan, plan)), models, target, json, cancellation));
            });
    }
}
