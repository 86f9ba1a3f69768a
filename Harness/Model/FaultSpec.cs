namespace Eval.Harness.Model;

/// <summary>A part of a system that is killed while its stream runs.</summary>
/// <param name="System">The system's label.</param>
/// <param name="Part">instance, worker or broker.</param>
/// <param name="At">When it is due, as a share of the stream's generation span, 0 to 1.</param>
public sealed record FaultSpec(string System, string Part, double At);
