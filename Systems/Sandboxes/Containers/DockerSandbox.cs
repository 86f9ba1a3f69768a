using System.Collections.Concurrent;
using System.Globalization;
using Eval.Systems.Sandboxes.Programs;

namespace Eval.Systems.Sandboxes.Containers;

/// <summary>
/// Isolation by containers of a Docker engine, made from the program's own files without a registry. A container
/// inherits no descriptor: a folder with a socket is mounted into it. Starting goes on after the call.
/// </summary>
public sealed class DockerSandbox : ISandbox
{
    private const UnixFileMode ReadWrite = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const UnixFileMode Enter =
        UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly ConcurrentDictionary<ProgramStamp, Task<string>> _images = new();
    private readonly ConcurrentDictionary<string, ContainerInstance> _running = new();
    private readonly SandboxSettings _settings;
    private readonly IContainerEngine _engine;
    private readonly string _prefix;
    private int _count;

    /// <param name="settings">What all its containers have in common.</param>
    public DockerSandbox(SandboxSettings settings)
        : this(settings, new DockerEngine(settings.ContainerEngine))
    {
    }

    internal DockerSandbox(SandboxSettings settings, IContainerEngine engine)
    {
        _settings = settings;
        _engine = engine;
        _prefix = $"eval-{settings.Owner}-{Guid.NewGuid():N}";
    }

    /// <inheritdoc />
    public bool InheritsDescriptors => false;

    /// <inheritdoc />
    public IReadOnlyList<string> Relaxed => _settings.Hardening.Relaxed;

    /// <inheritdoc />
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        await _engine.PingAsync(cancellation).ConfigureAwait(false);
        foreach (var (name, control) in await _engine.ListAsync(_settings.Owner, cancellation).ConfigureAwait(false))
        {
            if (!ControlIdentity.IsAlive(control))
            {
                await _engine.RemoveAsync(name).ConfigureAwait(false);
            }
        }

        foreach (var program in _settings.Programs)
        {
            await ImageAsync(program).WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public ISandboxedInstance Start(SandboxCommand command)
    {
        Open(command.SharedFolder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{Interlocked.Increment(ref _count)}");
        var instance = new ContainerInstance(_engine, name, async () => new ContainerRequest(
            name, await ImageAsync(command).ConfigureAwait(false), command, _settings));
        _running[name] = instance;
        instance.Exited.ContinueWith(
            _ => _running.TryRemove(name, out var _), CancellationToken.None, TaskContinuationOptions.None,
            TaskScheduler.Default);
        return instance;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        var running = _running.Values.ToList();
        running.ForEach(instance => instance.Kill());
        await Task.WhenAll(running.Select(instance => instance.Exited)).ConfigureAwait(false);
        _engine.Dispose();
    }

    /// <summary>The box's user is not ours, and still has to connect to the socket in the folder.</summary>
    private static void Open(string? folder)
    {
        if (folder is null)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(folder, ReadWrite | Enter);
            foreach (var entry in Directory.EnumerateFiles(folder))
            {
                File.SetUnixFileMode(entry, ReadWrite);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SandboxException($"the folder {folder} cannot be shared: {failure.Message}", failure);
        }
    }

    /// <summary>The image of that program as it is now, made where the engine has none. A failure is not kept.
    /// </summary>
    private async Task<string> ImageAsync(SandboxCommand command)
    {
        var key = ProgramStamp.Of(command.Executable);
        try
        {
            return await _images.GetOrAdd(key, _ => MakeImageAsync(command)).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            _images.TryRemove(key, out _);
            throw;
        }
    }

    private async Task<string> MakeImageAsync(SandboxCommand command)
    {
        var content = await ImageArchive.OfAsync(command, _settings.ExtraFiles, CancellationToken.None)
            .ConfigureAwait(false);
        if (!await _engine.HasImageAsync(content.Image, CancellationToken.None).ConfigureAwait(false))
        {
            var archive = await content.WriteAsync(CancellationToken.None).ConfigureAwait(false);
            await using (archive.ConfigureAwait(false))
            {
                await _engine.ImportAsync(content.Image, archive, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return content.Image;
    }
}
