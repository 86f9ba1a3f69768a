namespace Eval.Harness.Model;

/// <summary>What scenarios may name: everything that is built, told by those who built it.</summary>
/// <param name="Systems">The kinds of systems with their keys.</param>
/// <param name="Workloads">The kinds of workloads with their keys.</param>
/// <param name="Functions">The functions' names with a line each; they have no keys.</param>
public sealed record Vocabulary(
    IReadOnlyList<KindDescription> Systems,
    IReadOnlyList<KindDescription> Workloads,
    IReadOnlyList<KindDescription> Functions)
{
    /// <summary>The metrics that thresholds may name.</summary>
    public IReadOnlyList<MetricDescription> Metrics { get; init; } = [];

    /// <summary>The kinds of arrivals with their keys.</summary>
    public IReadOnlyList<KindDescription> Arrivals { get; init; } = [];

    /// <summary>Draws a session of arrivals from a seed, to see whether it can be.</summary>
    public Func<ArrivalSpec, ulong, ArrivalPreview> PreviewArrivals { get; init; } =
        (spec, _) => new ArrivalPreview(null, spec.Streams, TimeSpan.Zero, "");

    /// <summary>Whether these functions, one after the other, can read what that workload streams.</summary>
    public Func<IReadOnlyList<string>, WorkloadSpec, bool> CanRead { get; init; } = (_, _) => true;
}
