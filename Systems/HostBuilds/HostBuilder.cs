using Eval.Systems.Abstractions;

namespace Eval.Systems.HostBuilds;

/// <summary>
/// Compiles function hosts with the SDK, and keeps them by the content of their sources, so that a second run starts at
/// once. The checkout may be read-only; several processes may share one cache.
/// </summary>
/// <param name="sourceRoot">The checkout, see <see cref="BuildFacts.SourceRoot"/>.</param>
/// <param name="cacheRoot">See <see cref="CacheFolder.Locate()"/>.</param>
/// <param name="progress">Told one line per compilation.</param>
public sealed class HostBuilder(string sourceRoot, string cacheRoot, Action<string>? progress = null) : IFunctionHosts
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    private readonly DotnetCommand _dotnet = new(sourceRoot, Path.Combine(cacheRoot, "home"));

    /// <inheritdoc />
    public async Task<CompiledHost> GetAsync(string project, string build, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            return await FindOrCompileAsync(project, BuildMode.Resolve(build), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw new SystemUnavailableException(
                $"compiling {project} ({build}) took longer than {TimeLimit.TotalMinutes:0} minutes", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SystemUnavailableException($"{project} cannot be compiled: {error.Message}", error);
        }
    }

    /// <inheritdoc />
    public Task<string> InstallAsync(string folder, CancellationToken cancellation) =>
        new NodePackages(sourceRoot, cacheRoot, progress).InstallAsync(folder, cancellation);

    private async Task<CompiledHost> FindOrCompileAsync(string project, string mode, CancellationToken cancellation)
    {
        CacheFolder.Ensure(cacheRoot);
        var projectFile = ProjectFile(project);
        var name = Path.GetFileNameWithoutExtension(projectFile);
        var sdk = await _dotnet.VersionAsync(cancellation).ConfigureAwait(false);
        var hash = ContentHash.Of(sourceRoot, SourceClosure.Files(sourceRoot, projectFile), [sdk, mode]);
        var key = $"{name}-{mode}-{hash}";
        var final = Path.Combine(cacheRoot, "hosts", key);
        var executable = Path.Combine(final, name);
        var wasCached = File.Exists(executable);
        if (!wasCached)
        {
            Directory.CreateDirectory(Path.Combine(cacheRoot, "hosts"));
            using var alone = await CacheLock.TakeAsync($"{final}.lock", cancellation).ConfigureAwait(false);
            wasCached = File.Exists(executable);
            if (!wasCached)
            {
                progress?.Invoke($"compiling {project} ({mode}) …");
                await CompileAsync(projectFile, mode, final, cancellation).ConfigureAwait(false);
            }
        }

        return new CompiledHost(executable, mode, ContentHash.OfFile(executable), wasCached);
    }

    /// <summary>Publishes into a work folder of this host's own (what a killed process left there goes first), and
    /// moves the complete result into its place.</summary>
    private async Task CompileAsync(string projectFile, string mode, string final, CancellationToken cancellation)
    {
        var work = Path.Combine(cacheRoot, "work", Path.GetFileName(final));
        var published = Path.Combine(work, "published");
        Remove(work);
        try
        {
            Directory.CreateDirectory(work);
            var arguments = PublishArguments.Of(projectFile, mode, Path.Combine(work, "artifacts"), published);
            var result = await _dotnet.RunAsync(arguments, cancellation).ConfigureAwait(false);
            var executable = Path.Combine(published, Path.GetFileNameWithoutExtension(projectFile));
            if (result.ExitCode != 0 || !File.Exists(executable))
            {
                throw new SystemUnavailableException(
                    $"compiling {projectFile} ({mode}) failed (exit code {result.ExitCode}):\n"
                    + string.Join('\n', result.LastLines));
            }

            Remove(final);
            Directory.Move(published, final);
        }
        finally
        {
            Remove(work);
        }
    }

    private string ProjectFile(string project)
    {
        var folder = Path.Combine(sourceRoot, project);
        var found = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.csproj") : [];
        return found is [var file]
            ? file
            : throw new SystemUnavailableException($"'{folder}' holds {found.Length} projects, and should hold one");
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
