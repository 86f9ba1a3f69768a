namespace Eval.Harness.Model;

/// <summary>The contiguous phases of a trial, named by what ends them (DESIGN, Section 1), in order.</summary>
public enum PhaseName
{
    /// <summary>First send attempt.</summary>
    Generate,

    /// <summary>The control plane accepted the stream.</summary>
    Admit,

    /// <summary>Isolation ready.</summary>
    Sandbox,

    /// <summary>The host's main entered.</summary>
    Runtime,

    /// <summary>The host ready.</summary>
    Connect,

    /// <summary>t1.</summary>
    FirstEvent,

    /// <summary>The first event that was processed before the next was due, else t2.</summary>
    CatchUp,

    /// <summary>The last event was due.</summary>
    Steady,

    /// <summary>t2.</summary>
    Drain,

    /// <summary>The last process gone; after t2.</summary>
    Teardown,
}
