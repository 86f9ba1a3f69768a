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
}
