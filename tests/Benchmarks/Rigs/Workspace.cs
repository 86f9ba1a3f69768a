namespace Eval.Tests.Benchmarks.Rigs;

/// <summary>A temporary folder with a short path, for sockets and whatever a program under load puts there.</summary>
internal sealed class Workspace : IDisposable
{
    private const UnixFileMode PassableByAll = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The user inside a box passes through it, as it does through /tmp.</summary>
    public Workspace()
    {
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(Folder, PassableByAll);
        }
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("eval-load-").FullName;

    /// <summary>The path of something in it.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
