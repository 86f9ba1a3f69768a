namespace Eval.Harness.Running.Trials;

/// <summary>The bytes and times of one trial's stream, and what must come back.</summary>
/// <param name="Payloads">One per event; several may share the same memory.</param>
/// <param name="OffsetsNs">When each is due after t0, nanoseconds, ascending from 0.</param>
/// <param name="Expected">XxHash128 of each expected output, per event; null where nobody knows what must come back.
/// </param>
public sealed record TrialInput(
    IReadOnlyList<ReadOnlyMemory<byte>> Payloads,
    IReadOnlyList<long> OffsetsNs,
    IReadOnlyList<IReadOnlyList<UInt128>>? Expected);
