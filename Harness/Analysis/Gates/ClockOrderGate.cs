using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>Stamps contradict causality, so that no difference of them means anything.</summary>
internal sealed class ClockOrderGate : IGate
{
    /// <inheritdoc/>
    public string Name => "clock-order";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        if (measure.T1Ns < measure.T0Ns)
        {
            return "t1 before t0";
        }

        if (measure.T2Ns < measure.T1Ns || measure.T2Ns < measure.T0Ns)
        {
            return "t2 before t1 or t0";
        }

        var inFunction = measure.Timeline.Promises.StampsInFunction;
        return measure.Timeline.Events.Select(e => Contradiction(e, inFunction)).FirstOrDefault(c => c is not null);
    }

    private static string? Contradiction(EventStamps e, bool inFunction) => e switch
    {
        _ when e.CreatedNs < e.ScheduledNs => $"event {e.Sequence} created before it was due",
        _ when inFunction && e.ReceivedNs < e.SentNs => $"event {e.Sequence} received before it was sent",
        _ when e.ProcessedNs < e.ReceivedNs => $"event {e.Sequence} processed before it was received",
        _ => null,
    };
}
