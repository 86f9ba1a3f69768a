using Eval.Harness.Analysis;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

public sealed class CatchUpTests
{
    [Fact]
    public void A_stream_that_keeps_up_had_caught_up_before_its_end() =>
        CatchUp.BeforeEnd(Timelines.Flawless().Measured()).ShouldBe(true);

    [Fact]
    public void A_system_that_started_after_the_stream_had_not_caught_up()
    {
        var lateNs = 5_000 * Timelines.Ms;
        var late = Timelines.Flawless().WithEvents(e => e with { ProcessedNs = e.ProcessedNs + lateNs });
        CatchUp.BeforeEnd(late.Measured()).ShouldBe(false);
    }

    [Fact]
    public void One_event_says_nothing() => CatchUp.BeforeEnd(Timelines.Flawless(1).Measured()).ShouldBeNull();
}
