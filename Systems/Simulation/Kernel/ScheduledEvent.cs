namespace Eval.Systems.Simulation.Kernel;

/// <summary>
/// Something that will happen: 32 bytes, half a cache line, and no reference that a collector would have to follow. It
/// is written and copied field by field: a wide load of what narrow stores have just written would have to wait for
/// them, which costs more than all else that a short list of events does.
/// </summary>
internal struct ScheduledEvent
{
    /// <summary>When, virtual nanoseconds.</summary>
    public long TimeNs;

    /// <summary>How many were scheduled before it: events of one time happen in the order in which they were scheduled.
    /// </summary>
    public long Order;

    /// <summary>Handler and first number, see <see cref="TargetOf"/>.</summary>
    public long Target;

    /// <summary>The second number for the handler, such as an epoch or a time.</summary>
    public long B;

    /// <summary>Who is told.</summary>
    public readonly int Handler => (int)(Target >> 32);

    /// <summary>A number for the handler, such as which instance.</summary>
    public readonly int A => (int)Target;

    /// <summary>Both in one.</summary>
    public static long TargetOf(int handler, int a) => ((long)handler << 32) | (uint)a;

    /// <summary>Takes these values.</summary>
    public void Set(long timeNs, long order, long target, long b)
    {
        TimeNs = timeNs;
        Order = order;
        Target = target;
        B = b;
    }

    /// <summary>Takes the values of another.</summary>
    public void Set(in ScheduledEvent other) => Set(other.TimeNs, other.Order, other.Target, other.B);

    /// <summary>Whether it happens before the other. Without jumps: in a heap they could not be predicted.</summary>
    public readonly bool IsBefore(in ScheduledEvent other) => IsBefore(other.TimeNs, other.Order);

    /// <summary>Whether it happens before what was scheduled so.</summary>
    public readonly bool IsBefore(long timeNs, long order) =>
        (TimeNs < timeNs) | ((TimeNs == timeNs) & (Order < order));
}
