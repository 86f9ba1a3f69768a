using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>Goal: a stall cannot hide. Method: in virtual time, a server that takes 1 ms an event and stops for 2 s in
/// the middle of 60 s at 100 events/s; the generator goes on, as it is open-loop.</summary>
public sealed class CoordinatedOmissionTests
{
    private const int Events = 6_000;
    private const long PeriodNs = 10 * Timelines.Ms;
    private const long ServiceNs = 1 * Timelines.Ms;
    private const long StallFromNs = 30_000 * Timelines.Ms;
    private const long StallNs = 2_000 * Timelines.Ms;

    [Fact]
    public void Every_event_that_waited_counts_with_its_waiting()
    {
        var timeline = Stalled();

        EventLatencies.Nanoseconds(timeline).Count(IsSlow).ShouldBeGreaterThanOrEqualTo(195);
        TrialAnalysis.Measure(timeline).EventLatencyP99Ms.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(1_300);
    }

    /// <summary>Guards the test: measured from the send of a generator that waits for the server, one event is
    /// slow.</summary>
    [Fact]
    public void A_closed_loop_would_have_hidden_it()
    {
        var closed = Stalled().WithEvents(e => e with { ScheduledNs = e.ReceivedNs!.Value });
        EventLatencies.Nanoseconds(closed).Count(IsSlow).ShouldBe(1);
    }

    private static bool IsSlow(long latencyNs) => latencyNs > 5 * Timelines.Ms;

    private static Timeline Stalled()
    {
        var freeNs = Timelines.T0;
        var events = new EventStamps[Events];
        for (var i = 0; i < Events; i++)
        {
            var dueNs = Timelines.T0 + (i * PeriodNs);
            var receivedNs = Math.Max(dueNs, freeNs);
            var stallNs = receivedNs == Timelines.T0 + StallFromNs ? StallNs : 0;
            freeNs = receivedNs + ServiceNs + stallNs;
            events[i] = new EventStamps(i, dueNs, dueNs, dueNs, receivedNs, freeNs, freeNs, 1, 1, "i-1");
        }

        return Timelines.Flawless() with
        {
            Trial = Timelines.Trial(Events) with { Duration = TimeSpan.FromSeconds(60) },
            Events = events,
            Output = new OutputCheck(Events, Events, Events, null),
        };
    }
}
