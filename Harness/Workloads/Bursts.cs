namespace Eval.Harness.Workloads;

/// <summary>
/// Events in bursts, at a constant mean rate r: the first event of a burst is due where constant rate has it, and the
/// others of the burst follow it at f·r; then there is silence until the next burst. At most
/// <see cref="MostEvents"/> events come in a burst, at most <see cref="FastestFactor"/> times as fast.
/// </summary>
public sealed class Bursts : ISchedule
{
    /// <summary>The most events of one burst.</summary>
    public const int MostEvents = 10_000;

    /// <summary>The most that a burst's rate may be, in mean rates.</summary>
    public const int FastestFactor = 100;

    private readonly ConstantRate _mean;
    private readonly ConstantRate _inside;
    private readonly int _events;

    /// <summary>Bursts of that many events, that many times as fast as the mean.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A rate, a number of events or a factor beyond the bounds.
    /// </exception>
    public Bursts(double meanPerSecond, int events, int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(events, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, MostEvents);
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, FastestFactor);
        _mean = new ConstantRate(meanPerSecond);
        _inside = new ConstantRate(meanPerSecond * factor);
        _events = events;
    }

    /// <inheritdoc />
    public long OffsetNs(int sequence)
    {
        var place = sequence % _events;
        return _mean.OffsetNs(sequence - place) + _inside.OffsetNs(place);
    }
}
