using System.CommandLine;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>verify DIR</c>: every file of a run against its hash.</summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var directory = Arguments.Folder();
        var command = new Command("verify", "Check every file of a run against its hash.") { directory };
        command.SetAction(parsed => Print(RunFolder.Open(parsed.GetRequiredValue(directory)).Directory));
        return command;
    }

    private static int Print(string directory)
    {
        var checks = RunVerification.Check(directory);
        var wrong = checks.Where(check => check.Problem is not null).ToArray();
        foreach (var check in wrong)
        {
            Console.Out.WriteLine($"{check.File}: {check.Problem}");
        }

        Console.Out.WriteLine($"{checks.Count - wrong.Length} of {checks.Count} files are as they were written");
        return wrong.Length == 0 ? ExitCode.Success : ExitCode.ThresholdFailed;
    }
}
