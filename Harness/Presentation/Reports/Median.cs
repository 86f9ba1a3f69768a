namespace Eval.Harness.Presentation.Reports;

/// <summary>The median, for tables that are no estimates.</summary>
internal static class Median
{
    /// <summary>The middle value, or the mean of the two middle ones; null of nothing.</summary>
    public static double? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? null : (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
