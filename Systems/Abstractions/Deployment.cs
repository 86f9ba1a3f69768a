namespace Eval.Systems.Abstractions;

/// <summary>What a deployment did and left running.</summary>
public sealed record Deployment
{
    /// <summary>Its steps, in order.</summary>
    public IReadOnlyList<DeploymentStep> Steps { get; init; } = [];

    /// <summary>Processes that outlive streams: control plane, gateway, broker. Instances are no children of others.
    /// </summary>
    public IReadOnlyList<int> ControlProcessIds { get; init; } = [];

    /// <summary>The executable that instances must run, or null.</summary>
    public string? HostExecutable { get; init; }

    /// <summary>How the function host was compiled: aot, r2r, jit, or null where there is no host.</summary>
    public string? Build { get; init; }

    /// <summary>SHA-256 of the executable, lower-case hexadecimal, or null.</summary>
    public string? HostSha256 { get; init; }

    /// <summary>Name and version of the parts that answer, such as engine and broker.</summary>
    public IReadOnlyDictionary<string, string> Components { get; init; } = new Dictionary<string, string>();

    /// <summary>How this system differs from the others, for the report: transports, copies per event, build mode.
    /// </summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();
}
