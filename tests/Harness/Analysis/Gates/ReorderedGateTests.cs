using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class ReorderedGateTests
{
    [Fact]
    public void An_event_after_a_later_one_fires() => Swapped()
        .ShouldFire("reordered: 1 events processed after a later one");

    [Fact]
    public void Events_in_order_pass() => Timelines.Flawless().ShouldPass("reordered");

    [Fact]
    public void Disorder_that_is_allowed_passes() =>
        Swapped().WithPromises(p => p with { KeepsOrder = false }).ShouldPass("reordered");

    private static Timeline Swapped() =>
        Timelines.Flawless().WithEvent(3, e => e with { ProcessedNs = Timelines.Finish(4) + 1 });
}
