namespace Eval.Systems.Sandboxes.Containers;

/// <summary>The images that sandboxes have made. They stay, since the next run may need the same: only people know when
/// they do not.</summary>
public static class ContainerImages
{
    private static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(2);

    /// <summary>Removes them all but those that a container has; each is made again when it is needed.</summary>
    public const string RemovalCommand = $"docker rmi $(docker images -q '{ImageArchive.Names}')";

    /// <summary>Those on the usual engine that no container has: how many, and their bytes.</summary>
    /// <exception cref="SandboxException">It does not answer.</exception>
    public static async Task<(int Count, long Bytes)> UnusedAsync(CancellationToken cancellation)
    {
        using var engine = new DockerEngine(address: null, CallLimit);
        return await engine.UnusedImagesAsync(ImageArchive.Names, cancellation).ConfigureAwait(false);
    }
}
