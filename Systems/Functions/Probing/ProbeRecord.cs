namespace Eval.Systems.Functions.Probing;

/// <summary>What the probe saw of one input (DESIGN, Section 1). Stamps are <c>MonotonicClock</c>
/// nanoseconds.</summary>
/// <param name="Sequence">The input's position in its stream.</param>
/// <param name="ReceivedNs">The function's code saw the first delivery of it.</param>
/// <param name="ProcessedNs">Its last output was handed over, or, with none, the next input was pulled; 0: never.
/// </param>
/// <param name="Outputs">How many outputs its first delivery caused.</param>
/// <param name="Deliveries">How often it was delivered.</param>
public readonly record struct ProbeRecord(
    long Sequence, long ReceivedNs, long ProcessedNs, int Outputs, int Deliveries);
