using System.Globalization;
using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Formatting;

/// <summary>What an interval is called.</summary>
internal static class Intervals
{
    /// <summary>Below this many trials no distribution-free interval of the median reaches 95 %: the least and the
    /// greatest of five cover it with 1 − 2·0.5⁵ = 93.75 %.</summary>
    public const int LeastTrials = 6;

    /// <summary><c>range of 3</c> below six trials, else <c>97.9 % interval</c> with its actual coverage.</summary>
    public static string Label(Estimate estimate) => estimate switch
    {
        { N: 0 } => "none",
        { N: < LeastTrials } => string.Create(CultureInfo.InvariantCulture, $"range of {estimate.N}"),
        { CiLevel: { } level } => Numbers.Percent(level) + " interval",
        _ => "interval",
    };

    /// <summary><c>12.3 ms [11.9 ms, 13.0 ms]</c>.</summary>
    public static string Text(Estimate? estimate, Func<double?, string> format) => estimate switch
    {
        { Median: not null, CiLow: not null, CiHigh: not null } =>
            $"{format(estimate.Median)} [{format(estimate.CiLow)}, {format(estimate.CiHigh)}]",
        { Median: not null } => format(estimate.Median),
        _ => "no valid trial",
    };
}
