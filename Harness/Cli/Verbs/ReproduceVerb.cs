using System.CommandLine;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>reproduce DIR</c>: runs again from the manifest, and compares.</summary>
internal static class ReproduceVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var output = Arguments.Output(
            "the new run folder; must not hold anything (default Results/<scenario>/<utc>-<id>)");
        var command = new Command("reproduce", "Run again from a run's manifest, and compare; exit 3 where it differs.")
        {
            directory, output,
        };
        command.SetAction((parsed, cancellation) => ReproduceSession.RunAsync(
            parsed.GetRequiredValue(directory), parsed.GetValue(output), cancellation));
        return command;
    }
}
