using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>Where compiled hosts are kept: EVAL_CACHE, else XDG_CACHE_HOME/eval, else a temporary folder of the user's
/// own.</summary>
public static class CacheFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Absolute path of the cache; it is made when something is put there.</summary>
    public static string Locate() => Locate(Environment.GetEnvironmentVariable);

    internal static string Locate(Func<string, string?> variable)
    {
        if (variable("EVAL_CACHE") is { Length: > 0 } chosen)
        {
            return Path.GetFullPath(chosen);
        }

        return variable("XDG_CACHE_HOME") is { Length: > 0 } shared && Path.IsPathFullyQualified(shared)
            ? Path.Combine(shared, "eval")
            : Path.Combine(Path.GetTempPath(), $"eval-{Environment.UserName}");
    }

    /// <summary>Makes the cache, closed to others: what lies in it will be executed.</summary>
    /// <exception cref="SystemUnavailableException">It cannot be made, or belongs to somebody else.</exception>
    internal static void Ensure(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SystemUnavailableException("function hosts are compiled for Linux only");
        }

        try
        {
            Directory.CreateDirectory(path, OwnerOnly);

            // Only the owner may change a mode, even to what it is: a folder that somebody else put there stops here.
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) & ~WritableByOthers);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SystemUnavailableException(
                $"the cache of compiled hosts at '{path}' cannot be used ({error.Message}): set EVAL_CACHE to a folder "
                + "of your own",
                error);
        }
    }
}
