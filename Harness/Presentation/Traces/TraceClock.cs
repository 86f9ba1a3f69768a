using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Traces;

/// <summary>From the run's monotonic clock to a trace's microseconds, which begin with the earliest stamp.</summary>
/// <param name="originNs">That stamp, nanoseconds.</param>
internal sealed class TraceClock(long originNs)
{
    private const decimal NanosecondsPerMicrosecond = 1000;

    /// <summary>The clock of those streams: an instance that was there beforehand began before the first event.
    /// </summary>
    public static TraceClock Of(IEnumerable<Measure> streams) => new(streams
        .SelectMany(stream => stream.Timeline.Instances.Select(instance => instance.StartedNs).Prepend(stream.T0Ns))
        .Min());

    /// <summary>Something that lasts.</summary>
    public TraceEvent Slice(string name, TraceTrack track, long startNs, long endNs) =>
        new(name, 'X', track.Process, track.Thread)
        {
            AtMicroseconds = At(startNs),
            ForMicroseconds = (endNs - startNs) / NanosecondsPerMicrosecond,
        };

    /// <summary>Something that happens.</summary>
    public TraceEvent Instant(string name, TraceTrack track, long atNs) =>
        new(name, 'i', track.Process, track.Thread) { AtMicroseconds = At(atNs), Scope = "t" };

    private decimal At(long ns) => (ns - originNs) / NanosecondsPerMicrosecond;
}
