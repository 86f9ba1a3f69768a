using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>Keeps two processes from compiling the same host at once. The kernel frees it when its holder
/// dies.</summary>
internal static class CacheLock
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock; disposing of what it gives frees it.</summary>
    public static async Task<IDisposable> TakeAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException error)
            {
                throw new SystemUnavailableException($"'{path}' cannot be written: {error.Message}", error);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
            }
        }
    }
}
