using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class DuplicatedGateTests
{
    [Fact]
    public void A_second_delivery_fires() => Twice().ShouldFire("duplicated: 1 extra deliveries");

    [Fact]
    public void Single_deliveries_pass() => Timelines.Flawless().ShouldPass("duplicated");

    [Fact]
    public void A_second_delivery_that_is_allowed_passes() =>
        Twice().WithPromises(p => p with { DuplicatesNothing = false }).ShouldPass("duplicated");

    private static Timeline Twice() => Timelines.Flawless().WithEvent(3, e => e with { Deliveries = 2 });
}
