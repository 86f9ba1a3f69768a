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

    /// <summary>The folder of a run.</summary>
    public static Argument<string> Folder() => new("DIR") { Description = "a run folder" };

    /// <summary>Where results go.</summary>
    public static Option<string?> Output(string description) => new("--out") { Description = description };

    /// <summary>Which of the file's profiles.</summary>
    public static Option<string?> Profile() => new("--profile")
    {
        Description = "one of the scenario's profiles, whose keys replace the file's",
    };

    /// <summary>Whether standard output is for programs.</summary>
    public static Option<bool> Json() => new("--json")
    {
        Description = "one JSON object on standard output, not the table",
    };
}
