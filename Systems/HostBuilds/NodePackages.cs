using CliWrap;
using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>
/// Installs what a lock file pins with npm, beside a copy of the folder's files, and keeps it by their content. No
/// script of a package runs; npm checks each package against the hash in the lock file.
/// </summary>
internal sealed class NodePackages(string sourceRoot, string cacheRoot, Action<string>? progress)
{
    private const string LockFile = "package-lock.json";
    private const int RememberedCharacters = 4_000;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(5);

    private static readonly string[] Arguments =
        ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"];

    /// <summary>The copy with its packages, made before or now.</summary>
    /// <exception cref="SystemUnavailableException">npm is missing or failed; the message says why.</exception>
    public async Task<string> InstallAsync(string folder, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await FindOrInstallAsync(folder, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SystemUnavailableException(
                $"installing the packages of {folder} took longer than {TimeLimit.TotalMinutes:0} minutes", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SystemUnavailableException(
                $"the packages of {folder} cannot be installed: {error.Message}", error);
        }
    }

    private async Task<string> FindOrInstallAsync(string folder, CancellationToken cancellation)
    {
        CacheFolder.Ensure(cacheRoot);
        var source = Path.Combine(sourceRoot, folder);
        string[] files = File.Exists(Path.Combine(source, LockFile))
            ? [.. Directory.GetFiles(source).Order(StringComparer.Ordinal)]
            : throw new SystemUnavailableException($"'{source}' holds no {LockFile}");
        var name = $"{Path.GetFileName(folder)}-{ContentHash.Of(source, files, Arguments)}".ToLowerInvariant();
        var final = Path.Combine(cacheRoot, "packages", name);
        if (!Directory.Exists(final))
        {
            Directory.CreateDirectory(Path.Combine(cacheRoot, "packages"));
            using var alone = await CacheLock.TakeAsync($"{final}.lock", cancellation).ConfigureAwait(false);
            if (!Directory.Exists(final))
            {
                progress?.Invoke($"installing the packages of {folder} …");
                await InstallAsync(files, Path.Combine(cacheRoot, "work", name), final, cancellation)
                    .ConfigureAwait(false);
            }
        }

        return final;
    }

    /// <summary>Installs into a work folder (what a killed process left there goes first), and moves the complete
    /// result into its place.</summary>
    private async Task InstallAsync(string[] files, string work, string final, CancellationToken cancellation)
    {
        Remove(work);
        try
        {
            Directory.CreateDirectory(work);
            foreach (var file in files)
            {
                File.Copy(file, Path.Combine(work, Path.GetFileName(file)));
            }

            await RunNpmAsync(work, cancellation).ConfigureAwait(false);
            Directory.Move(work, final);
        }
        finally
        {
            Remove(work);
        }
    }

    private async Task RunNpmAsync(string folder, CancellationToken cancellation)
    {
        var npm = BuildMode.OnPath("npm")
            ?? throw new SystemUnavailableException("npm is missing: apt-get install nodejs npm");
        var said = new BoundedTail(RememberedCharacters);
        var result = await Cli.Wrap(npm)
            .WithArguments(Arguments)
            .WithWorkingDirectory(folder)
            .WithEnvironmentVariables(Environment())
            .WithStandardInputPipe(PipeSource.Null)
            .WithStandardOutputPipe(PipeTarget.ToDelegate(said.Add))
            .WithStandardErrorPipe(PipeTarget.ToDelegate(said.Add))
            .WithValidation(CommandResultValidation.None)
            .ExecuteAsync(cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0)
        {
            throw new SystemUnavailableException($"npm failed (exit code {result.ExitCode}):\n{said}");
        }
    }

    /// <summary>npm keeps what it downloads in the caller's home; where there is none, in the cache.</summary>
    private Dictionary<string, string?> Environment() =>
        string.IsNullOrEmpty(global::System.Environment.GetEnvironmentVariable("HOME"))
            ? new Dictionary<string, string?> { ["HOME"] = Path.Combine(cacheRoot, "home") }
            : [];

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
