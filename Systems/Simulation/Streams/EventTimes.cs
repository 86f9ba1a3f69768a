namespace Eval.Systems.Simulation.Streams;

/// <summary>One event's life, virtual nanoseconds after t0.</summary>
/// <param name="DueNs">When it was due.</param>
/// <param name="SentNs">When it left.</param>
/// <param name="SeenNs">When an instance saw it; −1: it was rejected.</param>
/// <param name="ProcessedNs">When it was processed; −1: it was rejected.</param>
/// <param name="Instance">The instance's number in its stream.</param>
public readonly record struct EventTimes(long DueNs, long SentNs, long SeenNs, long ProcessedNs, int Instance)
{
    /// <summary>It was turned away.</summary>
    public bool IsRejected => SeenNs < 0;
}
