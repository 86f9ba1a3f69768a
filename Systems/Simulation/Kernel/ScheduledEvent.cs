namespace Eval.Systems.Simulation.Kernel;

/// <summary>Something that will happen: 32 bytes, half a cache line, and no reference that a collector would have to
/// follow.</summary>
/// <param name="TimeNs">When, virtual nanoseconds.</param>
/// <param name="Order">How many were scheduled before it: events of one time happen in the order in which they were
/// scheduled.</param>
/// <param name="Handler">Who is told.</param>
/// <param name="A">A number for the handler, such as which instance.</param>
/// <param name="B">Another, such as an epoch or a time.</param>
internal readonly record struct ScheduledEvent(long TimeNs, long Order, int Handler, int A, long B)
{
    /// <summary>Whether it happens before the other. Without jumps: in a heap they could not be predicted.</summary>
    public bool IsBefore(in ScheduledEvent other) =>
        (TimeNs < other.TimeNs) | ((TimeNs == other.TimeNs) & (Order < other.Order));
}
