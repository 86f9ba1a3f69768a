namespace Eval.Systems.Abstractions;

/// <summary>One process, container or other unit that existed for a stream, so that others can check who answered.
/// </summary>
/// <param name="InstanceId">Unique on its system.</param>
/// <param name="Role">"function" where events are handled; else what it does, such as "coordinator".</param>
/// <param name="ProcessId">Its process, or null where there is none of its own.</param>
/// <param name="ParentProcessId">The process that started it.</param>
/// <param name="StartedNs">When its start was issued, MonotonicClock nanoseconds.</param>
/// <param name="Executable">The path that it runs.</param>
public sealed record InstanceIdentity(
    string InstanceId, string Role, int? ProcessId, int? ParentProcessId, long StartedNs, string Executable)
{
    /// <summary>Whether it handles, or is ready to handle, a stream that is there; false while it starts or
    /// waits.</summary>
    public bool Serves { get; init; } = true;

    /// <summary>Its container as its engine named it at its start; null where there is none.</summary>
    public ContainerName? Container { get; init; }
}
