using System.Runtime.CompilerServices;

namespace Eval.Systems.Simulation.Kernel;

/// <summary>An event that its model keeps to itself: when, and how many were scheduled before it.</summary>
internal readonly record struct KeptEvent(long TimeNs, long Order)
{
    /// <summary>None.</summary>
    public static KeptEvent Never => new(long.MaxValue, long.MaxValue);

    /// <summary>Whether it happens before the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsBefore(in KeptEvent other) =>
        TimeNs < other.TimeNs || (TimeNs == other.TimeNs && Order < other.Order);
}
