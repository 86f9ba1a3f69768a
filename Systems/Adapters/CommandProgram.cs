using System.Text.RegularExpressions;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>A program with its arguments, as a scenario gives it.</summary>
/// <param name="Executable">Absolute path, links resolved.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed partial record CommandProgram(string Executable, IReadOnlyList<string> Arguments)
{
    /// <summary>Absolute path of what its process is once it serves: behind a script it is the interpreter, or what the
    /// script became.</summary>
    public string Runs { get; init; } = Executable;

    private const string Shell = "/bin/sh";

    // A sandbox hands descriptors over from 3 on; the shell moves them, and becomes the program.
    private const string MoveDescriptors = """exec "$@" <&3 >&4 3<&- 4>&-""";

    private static readonly string[] Inherited = ["PATH", "HOME"];

    /// <summary>The command in the sandbox's words.</summary>
    /// <param name="input">The descriptor that is its standard input.</param>
    /// <param name="output">The descriptor that is its standard output.</param>
    public SandboxCommand Start(int input, int output) => new(
        Shell, ["-c", MoveDescriptors, Shell, Executable, .. Arguments], Environment())
    {
        InheritedDescriptors = [input, output],
    };

    /// <summary>The program in that text, split at blanks that are not between double quotes.</summary>
    /// <exception cref="SystemUnavailableException">There is no such program.</exception>
    public static CommandProgram Parse(string text)
    {
        string[] words = [.. Words().Matches(text).Select(match => match.Value.Trim('"'))];
        var program = words.Length == 0 ? null : ProgramFile.Find(words[0]);
        return program is null
            ? throw new SystemUnavailableException(
                $"the command '{text}' cannot be run: there is no executable '{words.FirstOrDefault()}'")
            : new CommandProgram(program, words[1..]);
    }

    [GeneratedRegex("\"[^\"]*\"|[^ ]+")]
    private static partial Regex Words();

    private static Dictionary<string, string> Environment()
    {
        var variables = new Dictionary<string, string>(HostEnvironment.Variables);
        foreach (var name in Inherited)
        {
            if (global::System.Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        return variables;
    }
}
