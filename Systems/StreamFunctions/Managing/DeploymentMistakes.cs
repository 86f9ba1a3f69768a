using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>What is wrong with a deployment that a person or a program asks for: all of it, none of it believed.
/// </summary>
internal static class DeploymentMistakes
{
    private const int LongestName = 63;
    private const int MostStages = 8;
    private const int MostArguments = 64;
    private const int LongestArgument = 4096;

    /// <summary>Whether that is a name of a function: [a-z0-9][a-z0-9._-]{0,62}.</summary>
    public static bool IsName(string name) =>
        Opening.IsName(name, LongestName) && !name.Any(char.IsAsciiLetterUpper);

    /// <summary>Each mistake as a sentence; none: it can be tried.</summary>
    public static IEnumerable<string> Of(FunctionDeployment deployment)
    {
        if (!IsName(deployment.Name))
        {
            yield return $"'{Shown(deployment.Name)}' is no name: [a-z0-9][a-z0-9._-]{{0,62}}";
        }

        if (deployment.Stages.Count is 0 or > MostStages)
        {
            yield return $"{deployment.Stages.Count} stages; 1 to {MostStages} are allowed";
            yield break;
        }

        var ofStages = deployment.Stages.SelectMany(stage => Of(stage, deployment.Isolation));
        foreach (var mistake in ofStages.Concat(Ranges.MistakesIn(deployment)))
        {
            yield return mistake;
        }
    }

    private static IEnumerable<string> Of(FunctionStage stage, Isolation isolation)
    {
        if (stage.Arguments.Count > MostArguments
            || stage.Arguments.Any(argument => argument.Length > LongestArgument || argument.Contains('\0')))
        {
            yield return $"at most {MostArguments} arguments, of at most {LongestArgument} letters, without NUL";
        }

        if (isolation == Isolation.InProcess)
        {
            if (stage.Executable.Length > 0 || stage.Arguments.Count == 0)
            {
                yield return "in process only a bundled function runs: no executable, its name as the first argument";
            }

            yield break;
        }

        if (Executable(stage.Executable) is { } mistake)
        {
            yield return mistake;
        }
    }

    private static string? Executable(string path)
    {
        if (!Path.IsPathFullyQualified(path) || path.Contains('\0') || path.Length > LongestArgument)
        {
            return $"'{Shown(path)}' is no absolute path of an executable";
        }

        if (!File.Exists(path))
        {
            return $"{path} does not exist";
        }

        const UnixFileMode Anybody = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return (new FileInfo(path).UnixFileMode & Anybody) == 0 ? $"{path} is not executable: chmod +x {path}" : null;
    }

    private static string Shown(string text) =>
        string.Concat(text.Take(80).Select(letter => char.IsControl(letter) ? '?' : letter));
}
