using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Commands;

/// <summary><c>--function name=./path/to/executable</c>.</summary>
internal static class FunctionArgument
{
    /// <summary>The deployment that it asks for, or null where it is none; in process the path is the name of a bundled
    /// function.</summary>
    public static FunctionDeployment? Read(string text, Isolation isolation, Mistakes mistakes)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1 || text.Contains('\0', StringComparison.Ordinal))
        {
            mistakes.Add($"--function {text}: should be name=./path/to/executable");
            return null;
        }

        var what = text[(at + 1)..];
        var stage = isolation == Isolation.InProcess
            ? new FunctionStage("", [what])
            : new FunctionStage(Path.GetFullPath(what), []);
        return new FunctionDeployment { Name = text[..at], Stages = [stage], Isolation = isolation };
    }
}
