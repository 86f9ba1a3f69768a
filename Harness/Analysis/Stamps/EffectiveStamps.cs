using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Stamps;

/// <summary>
/// The stamps that metrics start from. A system that holds no probe has stamps of its boundary: received takes
/// the stamp of the first output that returned, processed that of the last, so that what
/// follows from them is an upper bound (DESIGN, Section 1). So it is where an instance was killed, which takes its
/// probe's records with it: an event whose output came back has been processed all the same.
/// </summary>
internal static class EffectiveStamps
{
    /// <summary>One entry per planned event, by sequence.</summary>
    public static IReadOnlyList<EventStamps> Of(Timeline timeline) =>
        timeline.Promises.StampsInFunction && !Kills.Explain(timeline)
            ? timeline.Events
            : [.. timeline.Events.Select(e => e with
            {
                ReceivedNs = e.ReceivedNs ?? e.ReturnedNs,
                ProcessedNs = e.ProcessedNs ?? e.LastReturnedNs ?? e.ReturnedNs,
            })];
}
