using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The systems against each other, with a verdict in words; nothing where there is no pair.</summary>
internal static class ComparisonsSection
{
    private static readonly string[] Headlines = ["cold_start_penalty", "processing_overhead_s"];

    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        var shown = run.Comparisons.Where(pair => Headlines.Contains(pair.Metric)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        text.Heading(2, "Comparisons")
            .Paragraph("Ratio of medians with a BCa bootstrap interval of nominally 95 %; p of Mann-Whitney, "
                + "two-sided, after Holm over the pairs of one metric, duration and parameters; Cliff's delta from -1 "
                + "to 1. lower and higher are said of the first system, with p < 0.05 and an interval without 1; "
                + "too-few: under five trials on a side. Where repetitions were adaptive there is no p, and an "
                + "interval widened after Bonferroni decides. Further metrics are in comparisons.csv.")
            .Table(
                ["metric", "duration", "first", "second", "n", "ratio", "p (Holm)", "delta", "verdict"],
                shown.Select(Row));
    }

    /// <summary>A ratio with its interval: <c>1.25 [1.1, 1.4]</c>.</summary>
    internal static string Ratio(Comparison pair) => (pair.Ratio, pair.CiLow, pair.CiHigh) switch
    {
        ({ } ratio, { } low, { } high) =>
            $"{Numbers.Significant(ratio)} [{Numbers.Significant(low)}, {Numbers.Significant(high)}]",
        ({ } ratio, _, _) => Numbers.Significant(ratio),
        _ => Numbers.Missing,
    };

    /// <summary>p with the digits that matter.</summary>
    internal static string P(double? p) => p switch
    {
        null => Numbers.Missing,
        < 0.0001 => "< 0.0001",
        { } value => value.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>Cliff's delta.</summary>
    internal static string Delta(double? delta) =>
        delta?.ToString("0.00", CultureInfo.InvariantCulture) ?? Numbers.Missing;

    private static IReadOnlyList<string> Row(Comparison pair) =>
    [
        pair.Metric,
        Numbers.Duration(pair.Duration),
        pair.SystemA,
        pair.SystemB,
        string.Create(CultureInfo.InvariantCulture, $"{pair.CountA}, {pair.CountB}"),
        Ratio(pair),
        P(pair.PHolm),
        Delta(pair.CliffsDelta),
        pair.Verdict,
    ];
}
