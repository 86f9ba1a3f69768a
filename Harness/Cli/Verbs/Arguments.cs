using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Keys;

namespace Eval.Harness.Cli.Verbs;

/// <summary>Arguments that several verbs take.</summary>
internal static class Arguments
{
    /// <summary>One or more scenario files.</summary>
    public static Argument<string[]> Files()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "scenario files, such as Scenarios/quickstart.yaml",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(result =>
        {
            // A list of files takes whatever stands there, also an option with a slip.
            string[] known = [.. (result.Parent as CommandResult)?.Command.Options.Select(one => one.Name) ?? []];
            foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
            {
                result.AddError(UnknownName.Message("option", token.Value, known));
            }
        });
        return files;
    }

    /// <summary>How often each cell is measured.</summary>
    public static Option<int?> Repetitions() => new("--repetitions")
    {
        Description = "instead of the scenario's",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            result.AddError($"--repetitions {text}: must be a whole number from 1 to {Limits.Repetitions}");
            return null;
        },
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
