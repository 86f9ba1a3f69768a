namespace Eval.Harness.Model;

/// <summary>One event's life in nanoseconds of the run's monotonic clock; null where it was not seen.</summary>
/// <param name="Sequence">Its position in the stream, from 0.</param>
/// <param name="ScheduledNs">When it was due.</param>
/// <param name="CreatedNs">When the generator made it; the difference is its lateness.</param>
/// <param name="SentNs">When its first byte left.</param>
/// <param name="ReceivedNs">When the function's code saw its first delivery.</param>
/// <param name="ProcessedNs">When its last output was handed over.</param>
/// <param name="ReturnedNs">When its first output came back.</param>
/// <param name="Outputs">How many outputs the function gave for it.</param>
/// <param name="Deliveries">How often the function saw it.</param>
/// <param name="InstanceId">The instance that saw it.</param>
public readonly record struct EventStamps(
    long Sequence,
    long ScheduledNs,
    long? CreatedNs,
    long? SentNs,
    long? ReceivedNs,
    long? ProcessedNs,
    long? ReturnedNs,
    int Outputs,
    int Deliveries,
    string? InstanceId)
{
    /// <summary>When its last output came back, where it had several.</summary>
    public long? LastReturnedNs { get; init; }
}
