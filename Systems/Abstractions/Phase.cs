namespace Eval.Systems.Abstractions;

/// <summary>The phase ends that a system itself observes (DESIGN, Section 1), in order.</summary>
public enum Phase
{
    /// <summary>The control plane accepted the stream.</summary>
    Admit,

    /// <summary>The isolation is ready: for processes, the child exists.</summary>
    Sandbox,

    /// <summary>The host's main was entered.</summary>
    Runtime,

    /// <summary>The host is ready for its first event.</summary>
    Connect,

    /// <summary>The last process of the stream is gone.</summary>
    Teardown,
}
