using Eval.Harness.Analysis.Statistics;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis.Statistics;

public sealed class RunningStatisticsTests
{
    [Theory]
    [MemberData(nameof(NistNumAcc.Names), MemberType = typeof(NistNumAcc))]
    public void Mean_and_deviation_are_the_certified_ones(string name)
    {
        var running = new RunningStatistics(NistNumAcc.Values(name));
        NistNumAcc.ShouldBeCertified(name, running.Mean, running.StandardDeviation);
    }

    [Fact]
    public void One_value_has_no_deviation() => new RunningStatistics([4.5]).StandardDeviation.ShouldBe(double.NaN);
}
