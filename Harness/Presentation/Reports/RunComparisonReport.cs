using System.Globalization;
using Eval.Harness.Analysis;
using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>Two runs side by side, in Markdown that a pull request can show.</summary>
public static class RunComparisonReport
{
    /// <summary>The whole text.</summary>
    public static string Render(
        Run earlier, Run later, Comparability comparability, IReadOnlyList<Comparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        var text = new Markdown()
            .Heading(2, $"{earlier.Scenario.Name}: {later.Manifest.RunId} against {earlier.Manifest.RunId}")
            .Paragraph(Summary(comparisons))
            .Table(
                ["metric", "duration", "system", "before", "after", "n", "ratio", "p (Holm)", "delta", "verdict"],
                comparisons.Select(pair => Row(earlier, later, pair)))
            .Paragraph("Medians; a ratio above 1 in a time is a slowdown. Intervals: BCa bootstrap, 95 %. p: "
                + "Mann-Whitney, two-sided, after Holm over the cells of one metric. Fewer than five trials on a side "
                + "support no verdict.");
        if (comparability.Differences.Count > 0)
        {
            text.Paragraph("The runs also differ in:").List(comparability.Differences.Select(Markdown.Escape));
        }

        return text.ToString();
    }

    private static string Summary(IReadOnlyList<Comparison> comparisons)
    {
        var slower = comparisons.Count(RunComparison.IsSlowdown);
        var lower = comparisons.Count(pair => pair.Verdict == "lower");
        var open = comparisons.Count(pair => pair.Verdict is "undecided" or "too-few");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {comparisons.Count} comparisons {slower} are slowdowns, {lower} lower, {open} undecided.");
    }

    private static IReadOnlyList<string> Row(Run earlier, Run later, Comparison pair) =>
    [
        pair.Metric,
        Numbers.Duration(pair.Duration),
        pair.SystemA,
        Median(earlier, pair),
        Median(later, pair),
        string.Create(CultureInfo.InvariantCulture, $"{pair.CountB}, {pair.CountA}"),
        ComparisonsSection.Ratio(pair),
        ComparisonsSection.P(pair.PHolm),
        ComparisonsSection.Delta(pair.CliffsDelta),
        pair.Verdict,
    ];

    private static string Median(Run run, Comparison pair)
    {
        var estimate = run.Estimates.FirstOrDefault(item => item.System == pair.SystemA
            && item.Duration == pair.Duration && item.Metric == pair.Metric);
        return estimate?.Unit switch
        {
            "s" => Numbers.Seconds(estimate.Median),
            "ms" => Numbers.Seconds(estimate.Median / 1e3),
            _ => Numbers.Ratio(estimate?.Median),
        };
    }
}
