namespace Eval.Harness.Workloads;

/// <summary>A kind of synthetic stream. Found by its <see cref="WorkloadAttribute"/>; has a public constructor that
/// takes one <c>WorkloadSpec</c>.</summary>
public interface IWorkload
{
    /// <summary>The first <paramref name="events"/> events; equal seeds give equal bytes on every machine.</summary>
    WorkloadStream Generate(int events, ulong seed);

    /// <summary>The bytes of payload that a stream of that many events keeps in memory, or an upper bound.</summary>
    long BytesOf(int events);
}
