namespace Eval.Systems.Sandboxes;

/// <summary>Whether a program can run as any user.</summary>
public static class OpenProgram
{
    /// <summary>Whether any user may read what lies beside a program: a host that is not native still loads its parts
    /// after it has become another user.</summary>
    public static bool IsReadableByAll(string executable)
    {
        const UnixFileMode Needed = UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        for (var path = Path.GetFullPath(executable); path is not null; path = Path.GetDirectoryName(path))
        {
            if ((!File.Exists(path) && !Directory.Exists(path)) || (File.GetUnixFileMode(path) & Needed) != Needed)
            {
                return false;
            }
        }

        return true;
    }
}
