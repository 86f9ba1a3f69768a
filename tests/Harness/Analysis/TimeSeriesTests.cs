using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class TimeSeriesTests
{
    /// <summary>Three events: two wait when the second is created at 100 ms and the first is done at 250 ms.</summary>
    [Fact]
    public void Each_change_is_a_point_with_the_state_after_it()
    {
        var timeline = Timelines.Flawless(3);
        timeline = timeline with
        {
            Events = [.. timeline.Events.Select((e, i) => e with { ProcessedNs = At(250 + (i * 10)) })],
            Instances = [timeline.Instances[0] with { StartedNs = At(1) }],
            Marks = [new(PhaseName.Teardown, At(300))],
        };
        TimeSeries.Of(timeline.Measured())
            .Select(p => ((p.TimeNs - Timelines.T0) / Timelines.Ms, p.Streams, p.Instances, p.Backlog))
            .ShouldBe([
                (0, 1, 0, 1), (1, 1, 1, 1), (100, 1, 1, 2), (200, 1, 1, 3), (250, 1, 1, 2), (260, 1, 1, 1),
                (270, 1, 1, 0), (270, 0, 1, 0), (300, 0, 0, 0)]);
    }

    [Fact]
    public void A_long_stream_has_a_bounded_number_of_points_with_its_first_and_last_change()
    {
        var points = TimeSeries.Of(Timelines.Flawless(6_000).Measured());
        points.Count.ShouldBe(TimeSeries.MaximumPoints);
        points[0].TimeNs.ShouldBe(Timelines.T0);
        points[^1].ShouldBe(new TimeSeriesPoint(
            Timelines.Trial(1).TrialId, Timelines.Finish(5_999) + (5 * Timelines.Ms), 0, 0, 0));
        points.Select(p => p.TimeNs).ShouldBeInOrder();
    }

    private static long At(long ms) => Timelines.T0 + (ms * Timelines.Ms);
}
