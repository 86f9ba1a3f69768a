namespace Eval.Harness.Model;

/// <summary>One system at one point of a break-even map, over its replications.</summary>
/// <param name="System">The label.</param>
/// <param name="OverheadSeconds">Mean overhead, seconds; null: unstable.</param>
/// <param name="OverheadHalfWidth">Half of its 95 % Student interval.</param>
/// <param name="CostPerStream">Mean price of a stream.</param>
/// <param name="CostHalfWidth">Half of its interval.</param>
/// <param name="ColdShare">Share of streams that met no waiting instance.</param>
/// <param name="InstancesP99">Instances at the 99th percentile of time.</param>
public sealed record BreakEvenEntry(
    string System,
    double? OverheadSeconds,
    double? OverheadHalfWidth,
    double? CostPerStream,
    double? CostHalfWidth,
    double? ColdShare,
    double? InstancesP99);
