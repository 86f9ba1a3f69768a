namespace Eval.Systems.Faas;

/// <summary>Where an instance is in its life.</summary>
internal enum InstanceState
{
    /// <summary>Started, and not ready: it may run already.</summary>
    Starting,

    /// <summary>It serves.</summary>
    Ready,

    /// <summary>It gets no more requests, and is not reaped yet.</summary>
    Ending,
}
