namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>What a control plane is started with, as a JSON file.</summary>
public sealed record ServerConfiguration
{
    /// <summary>Where it listens: a path below 100 bytes. A socket file that nobody serves any more is replaced.
    /// </summary>
    public required string SocketPath { get; init; }

    /// <summary>The label on every box, [a-z0-9-]: the same after a restart.</summary>
    public required string Owner { get; init; }

    /// <summary>What is deployed at the start.</summary>
    public IReadOnlyList<FunctionDeployment> Functions { get; init; } = [];

    /// <summary>The caps of the whole server.</summary>
    public ServerLimits Limits { get; init; } = new();
}
