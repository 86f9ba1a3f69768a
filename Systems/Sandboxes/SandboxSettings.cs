namespace Eval.Systems.Sandboxes;

/// <summary>What all boxes of one owner have in common.</summary>
public sealed record SandboxSettings
{
    /// <summary>The label on every box: [a-z0-9-], the same after a restart, so that orphans are found.</summary>
    public required string Owner { get; init; }

    /// <summary>How much a box may take.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>Which protections are on.</summary>
    public SandboxHardening Hardening { get; init; } = new();

    /// <summary>Files beside the program itself that a box with a root of its own holds, read-only.</summary>
    public IReadOnlyList<SandboxFile> ExtraFiles { get; init; } = [];

    /// <summary>Programs whose images are made ahead; those of others are made at their first start.</summary>
    public IReadOnlyList<SandboxCommand> Programs { get; init; } = [];

    /// <summary>Where the container engine listens; null: DOCKER_HOST, or else its usual Unix socket.</summary>
    public Uri? ContainerEngine { get; init; }
}
