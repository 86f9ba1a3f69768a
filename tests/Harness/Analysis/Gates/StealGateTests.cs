using Eval.Harness.Model;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Gates;

public sealed class StealGateTests
{
    [Fact]
    public void Steal_above_20_percent_fires() => Steal(0.21).ShouldFire("steal: 21.0 % of CPU time");

    [Theory]
    [InlineData(0.2)]
    [InlineData(null)]
    public void Steal_up_to_20_percent_or_unknown_passes(double? share) => Steal(share).ShouldPass("steal");

    private static Timeline Steal(double? share) =>
        Timelines.Flawless().WithObservations(o => o with { StealShare = share });
}
