namespace Eval.Harness.Workloads;

/// <summary>A kind of synthetic stream. Found by its <see cref="WorkloadAttribute"/>; has a public constructor that
/// takes one <c>WorkloadSpec</c>.</summary>
public interface IWorkload
{
    /// <summary>The first <paramref name="events"/> events; equal seeds give equal bytes on every machine.</summary>
    WorkloadStream Generate(int events, ulong seed);

    /// <summary>When these events are due, without their bytes: the schedule of <see cref="Generate"/>.</summary>
    ISchedule Schedule(int events, ulong seed);

    /// <summary>About how many bytes the payloads of a stream of that many events take in memory.</summary>
    long BytesOf(int events);
}
