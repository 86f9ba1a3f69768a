using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class GeneratorLateGateTests
{
    private const string Gate = "generator-late";

    [Fact]
    public void More_late_events_than_one_percent_fire() => Late(200, 5, 6, 7)
        .ShouldFire("generator-late: 3 of 200 events");

    [Fact]
    public void One_percent_of_late_events_passes() => Late(200, 5, 6).ShouldPass(Gate);

    [Fact]
    public void One_late_event_of_few_passes() => Late(10, 5).ShouldPass(Gate);

    [Fact]
    public void A_late_first_event_fires_alone() => Late(200, 0)
        .ShouldFire("generator-late: the first event, 1 of 200 events in all");

    [Fact]
    public void A_tenth_of_the_period_is_not_late() => Timelines.Flawless()
        .WithEvents(e => e with { CreatedNs = e.ScheduledNs + (Timelines.Period / 10) }).ShouldPass(Gate);

    [Fact]
    public void A_single_event_has_the_period_of_its_rate()
    {
        Late(1, 0).ShouldFire("generator-late: the first event, 1 of 1 events in all");
        Timelines.Flawless(1).ShouldPass(Gate);
    }

    private static Timeline Late(int n, params int[] late) => Timelines.Flawless(n).WithEvents(e =>
        late.Contains((int)e.Sequence) ? e with { CreatedNs = e.ScheduledNs + (Timelines.Period / 10) + 1 } : e);
}
