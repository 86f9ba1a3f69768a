namespace Eval.Systems.Sandboxes.Containers;

/// <summary>What is asked of a container engine. Every call ends within a limit of its own, with a
/// <see cref="SandboxException"/> where the engine refuses or does not answer.</summary>
internal interface IContainerEngine : IDisposable
{
    Task PingAsync(CancellationToken cancellation);

    Task<bool> HasImageAsync(string image, CancellationToken cancellation);

    /// <summary>Makes an image from a tar archive of its root.</summary>
    Task ImportAsync(string image, Stream archive, CancellationToken cancellation);

    Task CreateAsync(ContainerRequest request);

    Task StartAsync(string name);

    /// <summary>Completes when the container has ended: without limit, but for the cancellation.</summary>
    Task WaitAsync(string name, CancellationToken cancellation);

    Task<ContainerState> InspectAsync(string name);

    /// <summary>The last of its error output, at most 4 KiB.</summary>
    Task<string> ErrorTextAsync(string name);

    Task KillAsync(string name);

    /// <summary>Ends and removes it; nothing happens where there is none of that name.</summary>
    Task RemoveAsync(string name);

    /// <summary>The names of an owner's containers, with the control process of each.</summary>
    Task<IReadOnlyList<(string Name, string Control)>> ListAsync(string owner, CancellationToken cancellation);
}
