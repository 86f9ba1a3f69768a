namespace Eval.Harness.Running.Observing;

/// <summary>A process that runs the function, as the kernel tells of it.</summary>
/// <param name="ProcessId">Its number.</param>
/// <param name="ParentProcessId">Its parent's.</param>
/// <param name="ControlProcessId">The control process that it descends from, or null where nothing tells.</param>
internal readonly record struct SeenInstance(int ProcessId, int ParentProcessId, int? ControlProcessId);
