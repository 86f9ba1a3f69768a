using System.CommandLine;

namespace Eval.Harness.Cli.Verbs;

/// <summary>Arguments that several verbs take.</summary>
internal static class Arguments
{
    /// <summary>One or more scenario files.</summary>
    public static Argument<string[]> Files() => new("FILE")
    {
        Description = "scenario files, such as Scenarios/quickstart.yaml",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Whether standard output is for programs.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "one JSON object on standard output, not the table",
    };
}
