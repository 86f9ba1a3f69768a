namespace Eval.Harness.Workloads.Generators;

/// <summary>The samples at which an earthquake's waves reach a station.</summary>
/// <param name="Primary">The P wave.</param>
/// <param name="Secondary">The S wave, later.</param>
public readonly record struct Onsets(long Primary, long Secondary);
