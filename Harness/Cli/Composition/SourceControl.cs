using System.ComponentModel;
using System.Diagnostics;
using Eval.Harness.Cli.Exits;

namespace Eval.Harness.Cli.Composition;

/// <summary>Which commit the sources are at; unknown where git or its folder is missing.</summary>
internal static class SourceControl
{
    /// <summary>The commit and whether the work tree differs from it.</summary>
    public static (string Commit, bool Dirty) Describe(string sourceRoot)
    {
        var commit = Git(sourceRoot, "rev-parse", "HEAD");
        var changes = Git(sourceRoot, "status", "--porcelain", "--untracked-files=no");
        return (commit ?? "", !string.IsNullOrEmpty(changes));
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["--no-optional-locks", "-c", "safe.directory=*", .. arguments])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return git.ExitCode == 0 ? output.Trim() : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
