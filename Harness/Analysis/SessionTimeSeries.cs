using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>How many streams, instances and waiting events there were over a session's time, all streams together.
/// </summary>
internal static class SessionTimeSeries
{
    /// <summary>The state right after each instant at which something changed, thinned as that of a trial.</summary>
    public static IReadOnlyList<TimeSeriesPoint> Of(Measure session)
    {
        var events = session.Streams.SelectMany(stream => EffectiveStamps.Of(stream.Timeline)).ToArray();
        var created = TimeSeries.Sorted(events.Select(item => item.CreatedNs));
        var processed = TimeSeries.Sorted(events.Select(item => item.ProcessedNs));
        var begun = TimeSeries.Sorted(session.Streams.Select(stream => (long?)stream.T0Ns));
        var over = TimeSeries.Sorted(session.Streams.Select(stream => (long?)EndNs(stream)));
        var lives = Lives(session);
        var started = TimeSeries.Sorted(lives.Select(life => (long?)life.StartNs));
        var gone = TimeSeries.Sorted(lives.Select(life => (long?)life.EndNs));
        long[] instants =
        [
            .. created.Concat(processed).Concat(begun).Concat(over).Concat(started).Concat(gone)
                .Where(ns => ns >= session.T0Ns).Distinct().Order(),
        ];
        return
        [
            .. TimeSeries.Thinned(instants).Select(ns => new TimeSeriesPoint(
                session.Timeline.Trial.TrialId,
                ns,
                TimeSeries.CountUntil(begun, ns) - TimeSeries.CountUntil(over, ns),
                TimeSeries.CountUntil(started, ns) - TimeSeries.CountUntil(gone, ns),
                Math.Max(0, TimeSeries.CountUntil(created, ns) - TimeSeries.CountUntil(processed, ns)))),
        ];
    }

    /// <summary>Each instance from its start to the end of the last stream that it served. An instance may serve
    /// several streams.</summary>
    private static (long StartNs, long EndNs)[] Lives(Measure session) =>
    [
        .. from stream in session.Streams
           from instance in stream.Timeline.Instances
           group (instance.StartedNs, EndNs: Math.Max(instance.StartedNs, TimeSeries.EndNs(stream)))
               by instance.InstanceId into life
           select (life.Min(one => one.StartedNs), life.Max(one => one.EndNs) + 1),
    ];

    /// <summary>Right after t2, or after what was last seen of a stream without one.</summary>
    private static long EndNs(Measure stream) =>
        (stream.T2Ns ?? Math.Max(stream.T0Ns, stream.Timeline.Events.Max(item => item.CreatedNs) ?? stream.T0Ns)) + 1;
}
