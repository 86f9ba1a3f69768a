namespace Eval.Harness.Workloads;

/// <summary>Events at listed times, as an arrival process or a trace gives them.</summary>
/// <param name="offsetsNs">When each event is due, nanoseconds after the stream's start, ascending from 0.</param>
public sealed class ListedTimes(IReadOnlyList<long> offsetsNs) : ISchedule
{
    /// <inheritdoc />
    public long OffsetNs(int sequence) => offsetsNs[sequence];
}
