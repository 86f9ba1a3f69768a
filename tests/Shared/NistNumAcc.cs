using Shouldly;
using Xunit;

namespace Eval.Tests.Shared;

/// <summary>The data sets NumAcc1 to NumAcc4 of NIST's Statistical Reference Datasets, generated in code, with their
/// certified values and how many digits of the deviation a sound algorithm in doubles gets right.</summary>
internal static class NistNumAcc
{
    private const double MeanDigits = 14.9;

    private static readonly Dictionary<string, DataSet> Sets = new()
    {
        ["NumAcc1"] = new([10000001, 10000003, 10000002], Mean: 10000002, Deviation: 1, Digits: 15),
        ["NumAcc2"] = Alternating(1.2, digits: 15),
        ["NumAcc3"] = Alternating(1000000.2, digits: 9.4),
        ["NumAcc4"] = Alternating(10000000.2, digits: 8.2),
    };

    /// <summary>What they are called.</summary>
    public static TheoryData<string> Names { get; } = [.. Sets.Keys];

    /// <summary>The values of that set.</summary>
    public static double[] Values(string name) => Sets[name].Values;

    /// <summary>Holds a mean and a sample standard deviation of that set against the certified ones.</summary>
    public static void ShouldBeCertified(string name, double mean, double deviation)
    {
        CorrectDigits(mean, Sets[name].Mean).ShouldBeGreaterThanOrEqualTo(MeanDigits);
        CorrectDigits(deviation, Sets[name].Deviation).ShouldBeGreaterThanOrEqualTo(Sets[name].Digits);
    }

    private static DataSet Alternating(double first, double digits)
    {
        var pairs = Enumerable.Repeat((double[])[first - 0.1, first + 0.1], 500).SelectMany(pair => pair);
        return new DataSet([first, .. pairs], Mean: first, Deviation: 0.1, digits);
    }

    // Log relative error, at most 15, as NIST defines it.
    private static double CorrectDigits(double value, double certified) =>
        value == certified ? 15 : Math.Min(15, -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified)));

    private sealed record DataSet(double[] Values, double Mean, double Deviation, double Digits);
}
