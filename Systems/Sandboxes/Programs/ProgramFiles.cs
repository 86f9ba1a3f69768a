namespace Eval.Systems.Sandboxes.Programs;

/// <summary>What of this host a program needs in a box with a root of its own. It stands at the same path inside, so that
/// its arguments mean the same.</summary>
/// <param name="Paths">Files and folders of the program itself.</param>
/// <param name="NeedsSystem">Whether it also needs the system's libraries or interpreters.</param>
internal sealed record ProgramFiles(IReadOnlyList<string> Paths, bool NeedsSystem)
{
    /// <summary>A static executable is its file alone. One of .NET that is not native brings its folder, as do the
    /// runtime's files where it does not carry them; any other comes without its neighbours, which may be a home.</summary>
    /// <exception cref="SandboxException">There is no such file.</exception>
    public static ProgramFiles Of(SandboxCommand command)
    {
        var executable = command.Executable;
        if (!File.Exists(executable))
        {
            throw new SandboxException($"cannot start {executable}: there is no such file");
        }

        if (ElfFile.IsStatic(executable))
        {
            return new ProgramFiles([executable], NeedsSystem: false);
        }

        var folder = Path.GetDirectoryName(executable)!;
        var isManaged = File.Exists(Path.Join(folder, $"{Path.GetFileName(executable)}.dll"));
        var runtime = command.Environment.GetValueOrDefault("DOTNET_ROOT");
        string?[] paths = isManaged ? [folder, Directory.Exists(runtime) ? runtime : null] : [executable];
        return new ProgramFiles([.. paths.OfType<string>().Where(path => !SystemFolders.Hold(path))], NeedsSystem: true);
    }
}
