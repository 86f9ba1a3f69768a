using System.CommandLine;
using Eval.Harness.Cli.Diagnosis;
using Eval.Harness.Cli.Exits;
using Spectre.Console;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine has and lacks, with the command that installs it.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var command = new Command("doctor", "What this machine has and lacks, with install commands.");
        command.SetAction(_ => Print());
        return command;
    }

    private static int Print()
    {
        var findings = Checkup.Findings();
        var table = new Table { Border = TableBorder.None };
        table.AddColumn("what").AddColumn("here").AddColumn("detail").AddColumn("what it is for, and how to get it");
        foreach (var finding in findings)
        {
            table.AddRow(
                Markup.Escape(finding.Name),
                finding.Present ? "yes" : "no",
                Markup.Escape(finding.Detail),
                Markup.Escape(finding.Present ? finding.Purpose : $"{finding.Purpose}: {finding.Remedy}"));
        }

        AnsiConsole.Write(table);
        return findings.All(finding => finding.Present || !finding.Required)
            ? ExitCode.Success
            : ExitCode.WrongUsage;
    }
}
