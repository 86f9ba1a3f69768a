using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Gates;

/// <summary>
/// The load was not the scenario's. An event is late when it was created more than 10 % of the median period after it
/// was due; more than max(1, 1 % of N) late events, or a late first one, spoil the trial (DESIGN, Section 1).
/// </summary>
internal sealed class GeneratorLateGate : IGate
{
    private const double PeriodShare = 0.1;
    private const double EventShare = 0.01;

    /// <inheritdoc/>
    public string Name => "generator-late";

    /// <inheritdoc/>
    public string? Violation(Measure measure)
    {
        var events = measure.Timeline.Events.Count;
        var (late, isFirstLate) = LateEvents(measure.Timeline);
        return isFirstLate ? $"the first event, {late} of {events} events in all"
            : late > Math.Max(1, EventShare * events) ? $"{late} of {events} events"
            : null;
    }

    /// <summary>How many events of a stream were late, and whether the first was.</summary>
    internal static (int Count, bool IsFirst) LateEvents(Timeline timeline)
    {
        var events = timeline.Events;
        var allowedNs = PeriodShare * MedianPeriodNs(timeline);
        return (
            events.Count(e => e.CreatedNs - e.ScheduledNs > allowedNs),
            events.Count > 0 && events[0].CreatedNs - events[0].ScheduledNs > allowedNs);
    }

    // A single event has no period of its own; the workload's rate gives it one.
    private static double MedianPeriodNs(Timeline timeline)
    {
        var periods = timeline.Events.Zip(timeline.Events.Skip(1), (a, b) => (double)(b.ScheduledNs - a.ScheduledNs));
        return Quantile.Of([.. periods], 0.5) ?? (1e9 / timeline.Trial.Workload.RatePerSecond);
    }
}
