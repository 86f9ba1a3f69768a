using System.CommandLine;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>analyze DIR</c>: recomputes all that follows from a run's raw files.</summary>
internal static class AnalyzeVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var json = Arguments.Json();
        var command = new Command("analyze", "Recompute tables, figures and report of a run from its raw files.")
        {
            directory, json,
        };
        command.SetAction(parsed => AnalyzeSession.Run(parsed.GetRequiredValue(directory), parsed.GetValue(json)));
        return command;
    }
}
