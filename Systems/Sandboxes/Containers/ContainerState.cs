namespace Eval.Systems.Sandboxes.Containers;

/// <summary>What the engine tells of a container.</summary>
/// <param name="ProcessId">Its first process as this host numbers it; null once it has ended.</param>
/// <param name="ExitCode">What its first process returned, 128 + the signal that ended it.</param>
/// <param name="OutOfMemory">Whether the kernel killed in it for memory.</param>
/// <param name="Facts">What does not change while it is there.</param>
internal sealed record ContainerState(int? ProcessId, int ExitCode, bool OutOfMemory, ContainerFacts Facts);
