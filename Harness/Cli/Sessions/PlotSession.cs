using Eval.Harness.Cli.Exits;

namespace Eval.Harness.Cli.Sessions;

/// <summary>The figures of a run that has ended, drawn again.</summary>
internal static class PlotSession
{
    /// <summary>Draws them and prints their paths.</summary>
    public static int Run(string directory)
    {
        var stored = StoredRun.Open(directory);
        using var taken = stored.Folder.Lock();
        foreach (var file in stored.Folder.Redraw(stored.Reduce()))
        {
            Console.Out.WriteLine(Path.Combine(stored.Folder.Directory, file));
        }

        return ExitCode.Success;
    }
}
