using System.CommandLine;
using Eval.Harness.Cli.Sessions;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>plot DIR</c>: draws a run's figures again.</summary>
internal static class PlotVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var command = new Command("plot", "Draw the figures of a run again.") { directory };
        command.SetAction(parsed => PlotSession.Run(parsed.GetRequiredValue(directory)));
        return command;
    }
}
