namespace Eval.Harness.Workloads;

/// <summary>The events of one stream: payloads and due times, by sequence. All is there before the stream starts, so
/// that nothing is computed while it runs. Nothing is copied or computed twice.</summary>
/// <param name="count">N, the number of events.</param>
/// <param name="distinct">The series of payloads that repeats; N payloads where none does.</param>
/// <param name="schedule">When each event is due.</param>
public sealed class WorkloadStream(int count, IReadOnlyList<ReadOnlyMemory<byte>> distinct, ISchedule schedule)
{
    /// <summary>N, the number of events.</summary>
    public int Count { get; } = count;

    /// <summary>The payloads that occur, in the order of their first occurrence.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Distinct { get; } = distinct;

    /// <summary>Which of the distinct payloads the event of that sequence carries.</summary>
    public int DistinctIndex(int sequence) => sequence % Distinct.Count;

    /// <summary>The bytes of the event of that sequence.</summary>
    public ReadOnlyMemory<byte> Payload(int sequence) => Distinct[DistinctIndex(sequence)];

    /// <summary>s_i: when the event is due, in nanoseconds after the stream's start.</summary>
    public long OffsetNs(int sequence) => schedule.OffsetNs(sequence);
}
