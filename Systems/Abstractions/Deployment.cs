namespace Eval.Systems.Abstractions;

/// <summary>What a deployment did and left running.</summary>
public sealed record Deployment
{
    /// <summary>Its steps, in order.</summary>
    public IReadOnlyList<DeploymentStep> Steps { get; init; } = [];

    /// <summary>Processes that outlive streams: control plane, gateway, broker. Instances have no other ancestors.
    /// </summary>
    public IReadOnlyList<int> ControlProcessIds { get; init; } = [];

    /// <summary>The one of them that is the broker where events wait; null: there is none.</summary>
    public int? BrokerProcessId { get; init; }

    /// <summary>The executable that instances must run, or null: they run in the control process, or several.</summary>
    public string? HostExecutable { get; init; }

    /// <summary>The executables of a workflow's functions where there are several, and <see cref="HostExecutable"/> is
    /// null.</summary>
    public IReadOnlyList<string> StageExecutables { get; init; } = [];

    /// <summary>Whether instances are descendants of the control processes, or children of the caller; false where an
    /// engine with processes of its own starts them.</summary>
    public bool InstancesAreDescendants { get; init; } = true;

    /// <summary>Instances that wait between streams: the size of the pool.</summary>
    public int ParkedInstances { get; init; }

    /// <summary>Protections that were switched off, or that nothing enforces here, by the names of their keys.
    /// </summary>
    public IReadOnlyList<string> Relaxed { get; init; } = [];

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
