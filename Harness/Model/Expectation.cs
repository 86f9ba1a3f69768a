namespace Eval.Harness.Model;

/// <summary>A threshold that a scenario sets: exactly one of <paramref name="Below"/> and <paramref name="Above"/> is
/// there.</summary>
/// <param name="System">The label.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Duration">Of which streams; null: of all.</param>
/// <param name="Statistic">median or ci_high.</param>
/// <param name="Below">The statistic must be less, in the metric's unit.</param>
/// <param name="Above">The statistic must be greater.</param>
public sealed record Expectation(
    string System, string Metric, TimeSpan? Duration, string Statistic, double? Below, double? Above);
