namespace Eval.Harness.Workloads;

/// <summary>When the events of a stream are due.</summary>
public interface ISchedule
{
    /// <summary>s_i in nanoseconds, with s₀ = 0; never less than that of the event before.</summary>
    long OffsetNs(int sequence);
}
