using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Model;
using Eval.Harness.Presentation;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run that has ended, reduced again: raw files are read, derived files replaced.</summary>
internal static class AnalyzeSession
{
    /// <summary>Reduces the run in that folder and gives the exit code.</summary>
    /// <exception cref="UsageException">The manifest's scenario cannot be read by this version.</exception>
    public static int Run(string directory, bool json)
    {
        var folder = RunFolder.Open(directory);
        var manifest = folder.ReadManifest();
        var run = Reduction.Of(ScenarioOf(manifest), folder, manifest);
        Reduction.Write(run, folder);
        var code = Reduction.CodeOf(run);
        RunPrinter.Print(run, folder.Directory, code, json);
        return code;
    }

    /// <summary>The scenario as the run's command line had changed it.</summary>
    private static Scenario ScenarioOf(RunManifest manifest)
    {
        var reading = ScenarioReader.Read("the manifest's scenario", manifest.ScenarioText, Words.All);
        if (!reading.IsValid)
        {
            throw new UsageException(string.Join('\n', reading.Errors.Select(mistake => mistake.ToString())));
        }

        var choices = new RunChoices(manifest.Repetitions, manifest.SystemLabels ?? []);
        return choices.Apply(TrialPlanner.Plan(reading.Scenario)).Scenario;
    }
}
