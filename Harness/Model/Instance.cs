namespace Eval.Harness.Model;

/// <summary>One unit that existed for a stream, as told by the system and checked by the harness.</summary>
/// <param name="InstanceId">Unique on its system.</param>
/// <param name="Role">"function" where events are handled; else what it does.</param>
/// <param name="ProcessId">Its process, if any.</param>
/// <param name="ParentProcessId">The process that started it.</param>
/// <param name="StartedNs">When its start was issued, nanoseconds.</param>
/// <param name="Executable">What it runs.</param>
public sealed record Instance(
    string InstanceId, string Role, int? ProcessId, int? ParentProcessId, long StartedNs, string Executable);
