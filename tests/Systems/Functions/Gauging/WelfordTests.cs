using Eval.Systems.Functions.Gauging;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Gauging;

public sealed class WelfordTests
{
    [Theory]
    [MemberData(nameof(NistNumAcc.Names), MemberType = typeof(NistNumAcc))]
    public void Mean_and_deviation_are_the_certified_ones(string name)
    {
        var statistics = Of(NistNumAcc.Values(name));
        NistNumAcc.ShouldBeCertified(name, statistics.Mean, statistics.StandardDeviation);
    }

    [Fact]
    public void One_value_has_no_deviation()
    {
        var statistics = Of([4.5]);
        (statistics.Mean, statistics.StandardDeviation).ShouldBe((4.5, 0));
    }

    private static Welford Of(double[] values)
    {
        var statistics = new Welford();
        Array.ForEach(values, statistics.Add);
        return statistics;
    }
}
