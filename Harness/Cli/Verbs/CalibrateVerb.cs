using System.CommandLine;
using Eval.Harness.Analysis;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Cli.Sessions;
using Eval.Harness.Presentation;
using Eval.Harness.Simulating.Calibration;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>calibrate DIR</c>: fits a model for <c>simulate</c> to a measured run.</summary>
internal static class CalibrateVerb
{
    public static Command Create()
    {
        var directory = new Argument<string>("DIR") { Description = "the folder of a measured run" };
        var output = new Option<string>("--out")
        {
            Description = "the model file", DefaultValueFactory = _ => "model.json",
        };
        var name = new Option<string?>("--name") { Description = "the model's name (default the scenario's)" };
        var check = new Option<string?>("--check")
        {
            Description = "fit to half of the trials of the shortest and longest duration, predict the others, and "
                + "write how well to this folder, which must not hold anything; exit 3 where a prediction is off",
        };
        var command = new Command("calibrate", "Fit a model for simulate to a measured run.")
        {
            directory, output, name, check,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(check) is not null
                && (result.GetResult(output) is { Implicit: false } || result.GetResult(name) is not null))
            {
                result.AddError("--check writes no model, so --out and --name do not go with it");
            }
        });
        command.SetAction((parsed, cancellation) => parsed.GetValue(check) is { } folder
            ? CheckSession.RunAsync(parsed.GetRequiredValue(directory), folder, cancellation)
            : Task.FromResult(Calibrate(
                parsed.GetRequiredValue(directory), parsed.GetRequiredValue(output), parsed.GetValue(name))));
        return command;
    }

    private static int Calibrate(string directory, string output, string? name)
    {
        var folder = RunFolder.Open(directory);
        var manifest = folder.ReadManifest();
        var measures = folder.ReadJournal().Select(TrialAnalysis.Measure);
        var model = Modelled.Or(() => Calibrator.Fit(name ?? manifest.Scenario, manifest, measures));
        ModelFiles.Write(output, model);
        ModelPrinter.Print(model);
        Console.Out.WriteLine(output);
        return ExitCode.Success;
    }
}
