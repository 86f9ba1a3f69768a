using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>A threshold in words.</summary>
public static class ExpectationText
{
    /// <summary><c>faas, 10 s: processing_overhead_s median 62.1 ms, should be below 50 ms</c>.</summary>
    public static string Line(ExpectationResult result) =>
        $"{result.System}, {Numbers.Duration(result.Duration)}: {result.Expectation.Metric} "
        + $"{result.Expectation.Statistic} {Value(result)}, should be {Limit(result)}";

    /// <summary><c>median below 50 ms</c>.</summary>
    internal static string Threshold(ExpectationResult result) =>
        $"{result.Expectation.Statistic} {Limit(result)}";

    /// <summary>The value in its unit.</summary>
    internal static string Value(ExpectationResult result) => Quantity(result.Value, result.Unit);

    private static string Limit(ExpectationResult result) => result.Expectation.Below is { } below
        ? "below " + Quantity(below, result.Unit)
        : "above " + Quantity(result.Expectation.Above, result.Unit);

    private static string Quantity(double? value, string unit) => unit switch
    {
        "s" => Numbers.Seconds(value),
        "ms" => Numbers.Seconds(value / 1e3),
        _ => value is { } number ? Numbers.Significant(number) : Numbers.Missing,
    };
}
