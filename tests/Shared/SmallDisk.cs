using System.Diagnostics;

namespace Eval.Tests.Shared;

/// <summary>A file system in memory with so much room and no more.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eval-disk-").FullName;

    /// <summary>Mounts one; where that is not allowed, the test is skipped (in CI: fails).</summary>
    public static SmallDisk Mount(int kibibytes)
    {
        RealPart.Require("mount", "mount");
        var disk = new SmallDisk();
        var size = FormattableString.Invariant($"size={kibibytes}k");
        if (Run("mount", "-t", "tmpfs", "-o", size, "none", disk._folder) != 0)
        {
            RealPart.Miss("no file system can be mounted here: run the tests as root");
        }

        return disk;
    }

    /// <summary>A place on it.</summary>
    public string At(string name) => Path.Combine(_folder, name);

    public void Dispose()
    {
        _ = Run("umount", _folder);
        Directory.Delete(_folder, recursive: true);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
