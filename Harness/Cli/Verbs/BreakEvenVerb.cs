using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>break-even FILE</c>: which system wins where.</summary>
internal static class BreakEvenVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE")
        {
            Description = "a scenario with fleet, prices and breakEven, such as Scenarios/break-even.yaml",
        };
        var model = new Option<string?>("--model")
        {
            Description = "the model file, as calibrate writes it (default Scenarios/models/default.json)",
        };
        var directory = Arguments.Output(
            "the run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)");
        var profile = Arguments.Profile();
        var command = new Command(
            BreakEvenSession.Verb, "Map which system wins where, on overhead and on cost, by simulation.")
        {
            file, model, directory, profile,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var planned = ScenarioFiles.Read([parsed.GetRequiredValue(file)], parsed.GetValue(profile) ?? "");
            var target = RunTarget.Of(planned, parsed.GetValue(directory))[0];
            var inputs = SimulationInputs.Read(parsed.GetValue(model), planned[0].File, planned[0].Plan.Scenario);
            return Task.FromResult(BreakEvenSession.Start(planned[0], inputs, target, cancellation));
        });
        return command;
    }
}
