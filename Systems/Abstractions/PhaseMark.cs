namespace Eval.Systems.Abstractions;

/// <summary>The end of a phase.</summary>
/// <param name="Phase">Which.</param>
/// <param name="EndNs">When, MonotonicClock nanoseconds.</param>
public readonly record struct PhaseMark(Phase Phase, long EndNs);
