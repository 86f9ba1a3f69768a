using Eval.Harness.Model;

namespace Eval.Harness.Simulating.Calibration;

/// <summary>The times of one measured trial, seconds.</summary>
internal sealed class StreamSamples
{
    private const double NanosecondsPerSecond = 1e9;

    private readonly Measure _measure;
    private readonly IReadOnlyList<EventStamps> _events;

    public StreamSamples(Measure measure)
    {
        _measure = measure;
        _events = measure.Timeline.Events;
    }

    private bool IsBatch => _measure.Timeline.Promises.IsBatch;

    /// <summary>How long that phase took. A batch's generate is what lies beyond the stream's own span, and its
    /// hand-over is <see cref="Upload"/>.</summary>
    public double Phase(PhaseName phase)
    {
        var index = _measure.Phases.ToList().FindIndex(end => end.Phase == phase);
        var startNs = index == 0 ? _measure.T0Ns : _measure.Phases[index - 1].EndNs;
        var seconds = (_measure.Phases[index].EndNs - startNs) / NanosecondsPerSecond;
        return IsBatch && phase == PhaseName.Generate
            ? Math.Max(0, seconds - _measure.GenerationSpanSeconds)
            : seconds;
    }

    /// <summary>Handing over a batch, for each event.</summary>
    public double Upload => IsBatch ? Phase(PhaseName.FirstEvent) / _events.Count : 0;

    /// <summary>From due to seen, of those events after the first that found the instance idle.</summary>
    public IEnumerable<double> Deliveries => IsBatch ? [] : Pairs()
        .Where(pair => pair.Event.ScheduledNs >= pair.Before.ProcessedNs)
        .Select(pair => Seconds(pair.Event.ReceivedNs - pair.Event.ScheduledNs));

    /// <summary>From the end of one event to seeing the next, of those that were due before.</summary>
    public IEnumerable<double> Gaps => IsBatch ? [] : Pairs()
        .Where(pair => pair.Event.ScheduledNs < pair.Before.ProcessedNs)
        .Select(pair => Seconds(pair.Event.ReceivedNs - pair.Before.ProcessedNs));

    /// <summary>Service of all events but first and last, which pay for beginning and end; of a batch the mean of the
    /// stream.</summary>
    public IEnumerable<double> Services => IsBatch
        ? [Seconds(_events.Max(item => item.ProcessedNs) - _measure.T1Ns) / _events.Count]
        : _events.Skip(1).SkipLast(1).Select(item => Seconds(item.ProcessedNs - item.ReceivedNs));

    /// <summary>From the last event's due time until it was processed.</summary>
    public double LastLatency => Seconds(_events[^1].ProcessedNs - _events[^1].ScheduledNs);

    private IEnumerable<(EventStamps Event, EventStamps Before)> Pairs() => _events.Skip(1).Zip(_events);

    private static double Seconds(long? nanoseconds) => Math.Max(0, nanoseconds.GetValueOrDefault())
        / NanosecondsPerSecond;
}
