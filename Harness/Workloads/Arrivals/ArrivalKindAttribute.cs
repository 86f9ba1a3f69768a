namespace Eval.Harness.Workloads.Arrivals;

/// <summary>Marks a process of arrivals.</summary>
/// <param name="kind">The scenario's <c>arrivals.kind</c>.</param>
/// <param name="description">One line for <c>list arrivals</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ArrivalKindAttribute(string kind, string description) : Attribute
{
    /// <summary>The most streams of a session.</summary>
    public const int MostStreams = 10_000;

    /// <summary>The most streams per second.</summary>
    public const double MostPerSecond = 100_000;

    /// <summary>The scenario's <c>arrivals.kind</c>.</summary>
    public string Kind { get; } = kind;

    /// <summary>One line for <c>list arrivals</c>.</summary>
    public string Description { get; } = description;
}
