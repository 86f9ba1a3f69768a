namespace Eval.Systems.Faas;

/// <summary>Where an instance is in its life.</summary>
internal enum InstanceState
{
    /// <summary>Started, and not ready: it may run already.</summary>
    Starting,

    /// <summary>It serves.</summary>
    Ready,

    /// <summary>It is gone, though nobody asked for its end; it gets no more requests, and is not reaped yet.</summary>
    Lost,

    /// <summary>It was ended or could not start; it gets no more requests, and is not reaped yet.</summary>
    Ending,
}
