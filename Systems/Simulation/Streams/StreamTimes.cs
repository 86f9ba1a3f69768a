namespace Eval.Systems.Simulation.Streams;

/// <summary>When a stream was seen and done, virtual nanoseconds after t0.</summary>
/// <param name="T1Ns">The first event was seen.</param>
/// <param name="T2Ns">The last event was processed.</param>
/// <param name="SpanNs">L, when the last event was due.</param>
public readonly record struct StreamTimes(long T1Ns, long T2Ns, long SpanNs)
{
    /// <summary>(t1 − t0)/(t2 − t0), paper Eq. 1; 0 for a stream that took no time.</summary>
    public double ColdStartPenalty => T2Ns == 0 ? 0 : (double)T1Ns / T2Ns;

    /// <summary>(t2 − t0) − L, nanoseconds.</summary>
    public long OverheadNs => T2Ns - SpanNs;
}
