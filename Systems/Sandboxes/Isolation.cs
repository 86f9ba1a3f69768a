namespace Eval.Systems.Sandboxes;

/// <summary>The rungs of the isolation ladder.</summary>
public enum Isolation
{
    /// <summary>None: the function runs on a thread of the control plane.</summary>
    InProcess,

    /// <summary>A child with a wiped environment and a session of its own; claims no isolation.</summary>
    Process,

    /// <summary>Namespaces, a read-only root and a system-call filter, by bubblewrap.</summary>
    Bubblewrap,

    /// <summary>A container of a Docker engine.</summary>
    Docker,
}
