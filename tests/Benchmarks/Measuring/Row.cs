namespace Eval.Tests.Benchmarks.Measuring;

/// <summary>One line of a sheet. Numbers that do not apply are NaN, texts empty.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Count">How many values; 1 where it is a single number.</param>
/// <param name="P50">The median, or the single number.</param>
/// <param name="P90">The 90th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Ratio">The judged quantile over the yardstick's median.</param>
/// <param name="Goal">What is required, and of what.</param>
/// <param name="Verdict">PASS, FAIL, or empty where nothing is required.</param>
internal sealed record Row(
    string Measure, string Unit, int Count, double P50, double P90, double P99, double Ratio, string Goal,
    string Verdict);
