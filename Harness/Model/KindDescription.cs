namespace Eval.Harness.Model;

/// <summary>A name that scenarios may use, and the keys that come with it.</summary>
public sealed record KindDescription(string Kind, string Description, IReadOnlyList<KeyDescription> Keys)
{
    /// <summary>What is wrong with keys that are right one by one, or null; for workloads.</summary>
    public Func<WorkloadSpec, string?> Problem { get; init; } = _ => null;
}
