namespace Eval.Systems.Simulation.Streams;

/// <summary>One instance's start, virtual nanoseconds after t0.</summary>
/// <param name="AskedNs">When it was asked for.</param>
/// <param name="ReadyNs">When it could see its first event.</param>
public readonly record struct InstanceTimes(long AskedNs, long ReadyNs);
