using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>The function saw sequences that were never sent: another stream leaked in.</summary>
internal sealed class StrangersGate : IGate
{
    /// <inheritdoc/>
    public string Name => "strangers";

    /// <inheritdoc/>
    public string? Violation(Measure measure) =>
        measure.Timeline.Strangers > 0 ? $"{measure.Timeline.Strangers} deliveries of events never sent" : null;
}
