using System.CommandLine;
using Eval.Harness.Cli.Composition;
using Eval.Harness.Cli.Exits;
using Eval.Harness.Scenarios;

namespace Eval.Harness.Cli.Verbs;

/// <summary><c>schema</c>: prints the JSON Schema of scenario files.</summary>
internal static class SchemaVerb
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON Schema of scenario files.");
        command.SetAction(_ =>
        {
            Console.Out.Write(ScenarioSchema.Write(Words.All));
            return ExitCode.Success;
        });
        return command;
    }
}
