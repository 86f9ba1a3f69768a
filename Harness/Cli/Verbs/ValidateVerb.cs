using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>validate FILE…</c>: checks scenarios and runs nothing.</summary>
internal static class ValidateVerb
{
    public static Command Create()
    {
        var files = Arguments.Files();
        var command = new Command("validate", "Check scenario files: all mistakes of all files at once.") { files };
        command.SetAction(parsed =>
        {
            foreach (var scenario in ScenarioFiles.Read(parsed.GetRequiredValue(files), profile: ""))
            {
                Console.Out.WriteLine($"{scenario.File}: ok, {scenario.Plan.Trials.Count} trials");
            }

            return ExitCode.Success;
        });
        return command;
    }
}
