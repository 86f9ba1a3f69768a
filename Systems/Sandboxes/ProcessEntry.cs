namespace Eval.Systems.Sandboxes;

/// <summary>One process as the kernel tells of it.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="ParentProcessId">Its parent's.</param>
/// <param name="Executable">The file that it runs, or empty where that may not be read.</param>
/// <param name="CpuSeconds">User and system time so far, seconds, in steps of 10 ms.</param>
public sealed record ProcessEntry(int ProcessId, int ParentProcessId, string Executable, double CpuSeconds);
