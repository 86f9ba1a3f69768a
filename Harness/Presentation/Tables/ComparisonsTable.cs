using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>comparisons.csv.</summary>
internal static class ComparisonsTable
{
    /// <summary>Its columns.</summary>
    public static Table<Comparison> Table { get; } = new(
        "comparisons.csv",
        "One row for each pair of systems in each metric, duration and parameters.",
        [
            new("metric", "text", "The metric's name.", row => row.Metric),
            new("duration_s", "s", "The nominal duration.", row => row.Duration.TotalSeconds),
            new("parameters", "text", "The matrix' keys, key=value;..., sorted.", row => row.Parameters),
            new("system_a", "text", "The first system's label.", row => row.SystemA),
            new("system_b", "text", "The second system's label.", row => row.SystemB),
            new("n_a", "1", "Trials of the first.", row => row.CountA),
            new("n_b", "1", "Trials of the second.", row => row.CountB),
            new("ratio", "1", "Median of a over median of b.", row => row.Ratio),
            new("ci_low", "1", "Lower end of the ratio's bootstrap interval.", row => row.CiLow),
            new("ci_high", "1", "Upper end of it.", row => row.CiHigh),
            new("p_raw", "1", "Mann-Whitney, two-sided.", row => row.PRaw),
            new("p_holm", "1", "The same after Holm over the pairs of one metric, duration and parameters.",
                row => row.PHolm),
            new("cliffs_delta", "1", "Cliff's delta of a against b, -1 to 1.", row => row.CliffsDelta),
            new("verdict", "text", "a is lower, higher, undecided or too-few.", row => row.Verdict),
        ]);
}
