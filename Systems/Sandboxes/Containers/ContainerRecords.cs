namespace Eval.Systems.Sandboxes.Containers;

/// <summary>The container engine's own memory, for those who want to know what ran without having seen it run: a
/// container may be gone before anybody can look at its process.</summary>
public static class ContainerRecords
{
    /// <summary>What the usual engine created and started since that time.</summary>
    /// <exception cref="SandboxException">It does not answer.</exception>
    public static async Task<IReadOnlyList<ContainerRecord>> SinceAsync(
        DateTimeOffset since, CancellationToken cancellation)
    {
        using var engine = new DockerEngine(address: null);
        return await engine.StartedSinceAsync(since, cancellation).ConfigureAwait(false);
    }

    /// <summary>The name of the image that is made of that program: a hash of its files and what they load.</summary>
    /// <exception cref="SandboxException">A file is missing or cannot be read.</exception>
    public static async Task<string> ImageOfAsync(string executable, CancellationToken cancellation)
    {
        var command = new SandboxCommand(executable, [], HostEnvironment.Variables);
        return (await ImageArchive.OfAsync(command, [], cancellation).ConfigureAwait(false)).Image;
    }
}
