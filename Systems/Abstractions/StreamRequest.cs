namespace Eval.Systems.Abstractions;

/// <summary>What the producer knows of its stream beforehand.</summary>
/// <param name="StreamId">Unique in the run: [a-z0-9-], at most 64 characters.</param>
/// <param name="Events">How many events will be sent, N.</param>
/// <param name="LargestPayload">The largest payload, bytes.</param>
public sealed record StreamRequest(string StreamId, int Events, int LargestPayload)
{
    /// <summary>The sum of all payloads, bytes; null where the producer does not know it.</summary>
    public long? PayloadBytes { get; init; }
}
