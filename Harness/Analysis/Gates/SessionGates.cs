using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// What the gates of its streams make of a session. One stream that cannot be trusted spoils it: a session's result is
/// of all of them. The generator alone may be late as often as it may in one stream: at more than max(1, 1 %) of all
/// events, or of all first events, the load was not the scenario's.
/// </summary>
internal static class SessionGates
{
    private const double Share = 0.01;

    private static readonly string Late = new GeneratorLateGate().Name;

    /// <summary>Why the session cannot be trusted, gate by gate.</summary>
    public static IEnumerable<string> Violations(IReadOnlyList<Measure> streams)
    {
        if (Lateness(streams) is { } late)
        {
            yield return $"{Late}: {late}";
        }

        var others =
            from stream in streams
            from reason in stream.InvalidReasons
            let gate = reason.Split(':', 2)[0]
            where gate != Late
            group (stream.Timeline.Trial.TrialId, reason) by gate;
        foreach (var gate in others.OrderBy(gate => gate.Key, StringComparer.Ordinal))
        {
            var (trialId, reason) = gate.First();
            var count = gate.Select(one => one.TrialId).Distinct().Count();
            var detail = reason[gate.Key.Length..];
            yield return FormattableString.Invariant(
                $"{gate.Key}: {count} of {streams.Count} streams, first {trialId}{detail}");
        }
    }

    private static string? Lateness(IReadOnlyList<Measure> streams)
    {
        var (lateEvents, lateStarts) = (0, 0);
        foreach (var timeline in streams.Select(stream => stream.Timeline))
        {
            var (late, isFirstLate) = GeneratorLateGate.LateEvents(timeline);
            lateEvents += late;
            lateStarts += isFirstLate ? 1 : 0;
        }

        var events = streams.Sum(stream => stream.Timeline.Events.Count);
        return lateEvents > Math.Max(1, Share * events)
            ? FormattableString.Invariant($"{lateEvents} of {events} events of all streams")
            : lateStarts > Math.Max(1, Share * streams.Count)
                ? FormattableString.Invariant($"the first event of {lateStarts} of {streams.Count} streams")
                : null;
    }
}
