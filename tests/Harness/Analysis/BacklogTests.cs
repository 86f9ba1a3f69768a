using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class BacklogTests
{
    [Fact]
    public void A_system_that_keeps_up_has_none() =>
        Backlog.Of(Measured(10, (i, dueNs) => dueNs + Timelines.Ms)).ShouldAllBe(point => point.Waiting == 0);

    /// <summary>Ten events, of which the first nine end with the last: one more waits at each, and then none.</summary>
    [Fact]
    public void What_waits_is_counted_at_each_event_and_then_worked_off()
    {
        var lastNs = Timelines.T0 + (1_000 * Timelines.Ms);
        var points = Backlog.Of(Measured(10, (i, _) => lastNs + (i * Timelines.Ms)));

        points.Select(point => point.Waiting)
            .ShouldBe([.. Enumerable.Range(0, 10), .. Enumerable.Range(0, 10).Reverse()]);
        points[^1].Seconds.ShouldBe(1.009, 1e-9);
    }

    [Fact]
    public void A_long_stream_has_evenly_many_points_with_the_first_and_the_last()
    {
        var points = Backlog.Of(Measured(5_000, (i, dueNs) => dueNs + Timelines.Ms));

        points.Count.ShouldBe(Backlog.MaximumPoints);
        points[0].Seconds.ShouldBe(0, 1e-9);
        points.Select(point => point.Seconds).ShouldBeInOrder();
    }

    private static Measure Measured(int events, Func<int, long, long> processedNs) =>
        TrialAnalysis.Measure(Timelines.Flawless() with
        {
            Trial = Timelines.Trial(events),
            Events =
            [
                .. Enumerable.Range(0, events).Select(i =>
                {
                    var dueNs = Timelines.T0 + (i * 100 * Timelines.Ms);
                    return new EventStamps(i, dueNs, dueNs, dueNs, dueNs, processedNs(i, dueNs), null, 1, 1, "i-1");
                }),
            ],
        });
}
