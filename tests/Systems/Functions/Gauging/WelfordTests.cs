using Eval.Systems.Functions.Gauging;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Gauging;

/// <summary>NIST StRD NumAcc1–4, generated in code (ORACLES, Section 3).</summary>
public sealed class WelfordTests
{
    [Fact]
    public void NumAcc1() => Check([10000001, 10000003, 10000002], 10000002, 1, 15);

    [Theory]
    [InlineData(1.2, 15)]
    [InlineData(1000000.2, 9.4)]
    [InlineData(10000000.2, 8.2)]
    public void NumAcc2_to_4(double first, double digits)
    {
        var pairs = Enumerable.Repeat((double[])[first - 0.1, first + 0.1], 500).SelectMany(pair => pair);
        Check([first, .. pairs], first, 0.1, digits);
    }

    [Fact]
    public void One_value_has_no_deviation() => Check([4.5], 4.5, 0, 15);

    private static void Check(double[] values, double mean, double deviation, double digits)
    {
        var statistics = new Welford();
        Array.ForEach(values, statistics.Add);
        CorrectDigits(statistics.Mean, mean).ShouldBeGreaterThanOrEqualTo(14.9);
        CorrectDigits(statistics.StandardDeviation, deviation).ShouldBeGreaterThanOrEqualTo(digits);
    }

    // Log relative error, at most 15, as NIST defines it.
    private static double CorrectDigits(double value, double certified) =>
        value == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified)));
}
