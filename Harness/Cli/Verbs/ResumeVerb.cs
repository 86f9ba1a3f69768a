using System.CommandLine;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>resume DIR</c>: finishes a run that was killed or interrupted.</summary>
internal static class ResumeVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var json = Arguments.Json();
        var command = new Command("resume", "Finish a run that was killed or interrupted.") { directory, json };
        command.SetAction((parsed, cancellation) => ResumeSession.RunAsync(
            parsed.GetRequiredValue(directory), parsed.GetValue(json), cancellation));
        return command;
    }
}
