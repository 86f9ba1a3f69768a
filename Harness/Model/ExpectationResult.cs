namespace Eval.Harness.Model;

/// <summary>What became of a threshold in one cell.</summary>
/// <param name="Expectation">The threshold.</param>
/// <param name="System">The cell's system.</param>
/// <param name="Duration">The cell's duration.</param>
/// <param name="Unit">The metric's unit.</param>
/// <param name="Value">The statistic, or null where the cell has none.</param>
/// <param name="Met">Whether it holds; never without a value.</param>
public sealed record ExpectationResult(
    Expectation Expectation, string System, TimeSpan Duration, string Unit, double? Value, bool Met);
