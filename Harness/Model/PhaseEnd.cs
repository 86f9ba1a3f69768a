namespace Eval.Harness.Model;

/// <summary>The observed end of a phase, nanoseconds.</summary>
public readonly record struct PhaseEnd(PhaseName Phase, long EndNs);
