namespace Eval.Harness.Workloads.Arrivals;

/// <summary>When many streams begin: a point process from a seed, the same on every machine.</summary>
public interface IArrivalProcess
{
    /// <summary>The arrivals in [0, <paramref name="seconds"/>), nanoseconds, ascending.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="ArrivalTimes.Most"/>.</exception>
    IReadOnlyList<long> Draw(double seconds, ulong seed);
}
