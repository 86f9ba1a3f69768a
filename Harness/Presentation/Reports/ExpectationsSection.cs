using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Reports;

/// <summary>The scenario's thresholds; nothing where it sets none.</summary>
internal static class ExpectationsSection
{
    /// <summary>Adds the section.</summary>
    public static void Write(Markdown text, Run run)
    {
        if (run.Expectations.Count > 0)
        {
            text.Heading(2, "Thresholds").Table(
                ["duration", "system", "metric", "threshold", "value", "met"],
                run.Expectations.Select(Row));
        }
    }

    private static IReadOnlyList<string> Row(ExpectationResult result) =>
    [
        Numbers.Duration(result.Duration),
        result.System,
        result.Expectation.Metric,
        ExpectationText.Threshold(result),
        ExpectationText.Value(result),
        Numbers.YesNo(result.Met),
    ];
}
