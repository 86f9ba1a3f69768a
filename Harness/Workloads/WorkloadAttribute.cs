namespace Eval.Harness.Workloads;

/// <summary>Marks a workload.</summary>
/// <param name="kind">The scenario's <c>workload.kind</c>.</param>
/// <param name="description">One line for <c>list workloads</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class WorkloadAttribute(string kind, string description) : Attribute
{
    /// <summary>The scenario's <c>workload.kind</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>One line for <c>list workloads</c>.</summary>
    public string Description { get; } = description;
}
