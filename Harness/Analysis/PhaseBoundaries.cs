using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>
/// The ten contiguous phases of a trial (DESIGN, Section 1). Each boundary is the maximum of itself and the one before,
/// and none but teardown lies after t2, so that up to drain they sum to t2 − t0 exactly. A phase that nobody observed
/// is zero-length.
/// </summary>
/// <param name="Ends">The ends, in order, all ten.</param>
/// <param name="Unobserved">The phases without an end of their own.</param>
internal readonly record struct PhaseBoundaries(IReadOnlyList<PhaseEnd> Ends, IReadOnlyList<PhaseName> Unobserved)
{
    /// <summary>The phases of that stream.</summary>
    public static PhaseBoundaries Of(Timeline timeline, IReadOnlyList<EventStamps> events, StreamTimes times)
    {
        var ends = new List<PhaseEnd>();
        var unobserved = new List<PhaseName>();
        var limitNs = times.T2Ns is { } t2Ns ? Math.Max(times.T0Ns, t2Ns) : long.MaxValue;
        var previousNs = times.T0Ns;
        foreach (var phase in Enum.GetValues<PhaseName>())
        {
            if (Observed(phase, timeline, events, times) is { } observedNs)
            {
                var latestNs = phase == PhaseName.Teardown ? long.MaxValue : limitNs;
                previousNs = Math.Min(Math.Max(previousNs, observedNs), latestNs);
            }
            else
            {
                unobserved.Add(phase);
            }

            ends.Add(new PhaseEnd(phase, previousNs));
        }

        return new PhaseBoundaries(ends, unobserved);
    }

    private static long? Observed(
        PhaseName phase, Timeline timeline, IReadOnlyList<EventStamps> events, StreamTimes times) => phase switch
        {
            PhaseName.Generate => FirstSendAttempt(timeline, events),
            PhaseName.FirstEvent => times.T1Ns,
            PhaseName.CatchUp => CatchUp.FirstCaughtUpNs(events) ?? times.T2Ns,
            PhaseName.Steady => times.T2Ns is null ? null : events[^1].ScheduledNs,
            PhaseName.Drain => times.T2Ns,
            PhaseName.Teardown => Marks(timeline, phase).Max(),
            _ => Marks(timeline, phase).Min(),
        };

    // Every system but batch is offered the first event when it is due, so that nothing is spent on generating. Its
    // SentNs would be too late here: a client connects before a byte of the event leaves.
    private static long? FirstSendAttempt(Timeline timeline, IReadOnlyList<EventStamps> events) =>
        timeline.Promises.IsBatch ? events.Min(e => e.SentNs)
        : events.Count == 0 ? null
        : events[0].ScheduledNs;

    // With several instances the first to get ready serves the first event, and the last to go ends the stream.
    private static IEnumerable<long?> Marks(Timeline timeline, PhaseName phase) =>
        timeline.Marks.Where(m => m.Phase == phase).Select(m => (long?)m.EndNs);
}
