using System.Collections.Concurrent;

namespace Eval.Systems.Sandboxes.Programs;

/// <summary>Gives paths at which an unprivileged user can read a program: the box's own user mounts it, and a folder
/// that only its owner may enter stops that. Such a program is copied once, and again when it has changed.</summary>
internal sealed class ReachableFile : IDisposable
{
    private const UnixFileMode Enter = UnixFileMode.OtherExecute;
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly ConcurrentDictionary<(string Path, int Version), string> _copies = new();
    private readonly Lock _copying = new();
    private string? _folder;

    /// <summary>That path, or the copy's.</summary>
    public string Of(string path)
    {
        if (IsReachable(path))
        {
            return path;
        }

        lock (_copying)
        {
            return _copies.GetOrAdd((path, VersionOf(path)), _ => Copy(path));
        }
    }

    /// <summary>Removes the copies.</summary>
    public void Dispose()
    {
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Whether every folder on the way may be entered, and the last thing read, by anybody.</summary>
    internal static bool IsReachable(string path)
    {
        var last = Directory.Exists(path) ? UnixFileMode.OtherRead | Enter : UnixFileMode.OtherRead;
        if (!File.GetUnixFileMode(path).HasFlag(last))
        {
            return false;
        }

        for (var folder = Path.GetDirectoryName(path); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.GetUnixFileMode(folder).HasFlag(Enter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Another once anything there has been written again. A folder itself tells only of files that come and
    /// go.</summary>
    private static int VersionOf(string path)
    {
        var version = default(HashCode);
        version.Add(File.GetLastWriteTimeUtc(path));
        if (Directory.Exists(path))
        {
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories))
            {
                version.Add(entry.FullName);
                version.Add(entry.LastWriteTimeUtc);
            }
        }

        return version.ToHashCode();
    }

    /// <summary>A new folder in the first of the usual temporary places that anybody may enter: the caller's own may be
    /// private.</summary>
    private static string NewFolder()
    {
        var place = ((string[])[Path.GetTempPath(), "/var/tmp", "/tmp", "/dev/shm"])
            .Where(Directory.Exists).Select(Path.TrimEndingDirectorySeparator).FirstOrDefault(IsReachable);
        var folder = Path.Join(place ?? Path.GetTempPath(), $"eval-programs-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(folder, ForAll);
        File.SetUnixFileMode(folder, ForAll);
        return folder;
    }

    private string Copy(string path)
    {
        _folder ??= NewFolder();
        var target = Path.Join(_folder, Path.GetRandomFileName());
        if (Directory.Exists(path))
        {
            CopyFolder(path, target);
        }
        else
        {
            CopyFile(path, target);
        }

        return target;
    }

    private static void CopyFolder(string path, string target)
    {
        Directory.CreateDirectory(target, ForAll);
        foreach (var folder in Directory.EnumerateDirectories(path))
        {
            CopyFolder(folder, Path.Join(target, Path.GetFileName(folder)));
        }

        foreach (var file in Directory.EnumerateFiles(path))
        {
            CopyFile(file, Path.Join(target, Path.GetFileName(file)));
        }
    }

    private static void CopyFile(string path, string target)
    {
        File.Copy(path, target);
        File.SetUnixFileMode(target, ForAll);
    }
}
