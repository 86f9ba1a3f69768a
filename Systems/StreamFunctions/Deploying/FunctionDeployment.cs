using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>One deployed function, or a workflow of several.</summary>
public sealed record FunctionDeployment
{
    /// <summary>The name that openings ask for: [a-z0-9][a-z0-9._-]{0,62}.</summary>
    public required string Name { get; init; }

    /// <summary>A → B → C, each an instance of its own per stream; one for a plain function.</summary>
    public required IReadOnlyList<FunctionStage> Stages { get; init; }

    /// <summary>What surrounds each instance.</summary>
    public Isolation Isolation { get; init; } = Isolation.Process;

    /// <summary>How much an instance may take.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>Which protections are on.</summary>
    public SandboxHardening Hardening { get; init; } = new();

    /// <summary>Where events wait for their instance.</summary>
    public BufferPolicy Buffer { get; init; } = new();

    /// <summary>Parked instances, or null: every start is cold.</summary>
    public PoolPolicy? Pool { get; init; }

    /// <summary>How long each part of a stream may take.</summary>
    public StreamDeadlines Deadlines { get; init; } = new();

    /// <summary>Where the last stage's outputs go.</summary>
    public OutputPolicy Output { get; init; } = new();
}
