using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Spectre.Console;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>list [systems, workloads, functions, arrivals, metrics, figures]</c>: what exists.</summary>
internal static class ListVerb
{
    public static Command Create()
    {
        var what = new Argument<string[]>("what")
        {
            Description = string.Join(", ", Inventory.Sections),
            Arity = ArgumentArity.ZeroOrMore,
        };
        what.AcceptOnlyFromAmong([.. Inventory.Sections]);
        var command = new Command("list", "What scenarios may name and what runs report.") { what };
        command.SetAction(parsed => Print(parsed.GetValue(what) ?? []));
        return command;
    }

    private static int Print(string[] sections)
    {
        foreach (var section in sections.Length > 0 ? sections : [.. Inventory.Sections])
        {
            var table = new Table { Border = TableBorder.None, Title = new TableTitle(section) };
            table.AddColumn("name").AddColumn("what it is");
            foreach (var (name, description) in Inventory.Of(section))
            {
                table.AddRow(Markup.Escape(name), Markup.Escape(description));
            }

            AnsiConsole.Write(table);
        }

        return ExitCode.Success;
    }
}
