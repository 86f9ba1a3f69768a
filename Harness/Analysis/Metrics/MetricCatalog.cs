using Eval.Harness.Analysis.Discovery;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>All metrics of this folder.</summary>
public static class MetricCatalog
{
    /// <summary>One of each, ordered by name.</summary>
    public static IReadOnlyList<IMetric> All { get; } = Implementations.Of<IMetric>(metric => metric.Name);
}
