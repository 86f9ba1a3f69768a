using Eval.Harness.Cli.Exits;
using Eval.Harness.Cli.Output;
using Eval.Harness.Presentation;

namespace Eval.Harness.Cli.Sessions;

/// <summary>A run that has ended, reduced again: raw files are read, derived files replaced.</summary>
internal static class AnalyzeSession
{
    /// <summary>Reduces the run in that folder and gives the exit code.</summary>
    /// <exception cref="RunFolderException">There is no run, or it is still going on.</exception>
    /// <exception cref="UsageException">The manifest's scenario cannot be read by this version.</exception>
    public static int Run(string directory, bool json)
    {
        var stored = StoredRun.Open(directory);
        using var taken = stored.Folder.Lock();
        var run = stored.Reduce();
        Reduction.Write(run, stored.Folder);
        return RunPrinter.Print(run, stored.Folder.Directory, Reduction.CodeOf(run), json);
    }
}
