using Eval.Harness.Analysis.Discovery;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis.Metrics;

/// <summary>All metrics of this folder.</summary>
public static class MetricCatalog
{
    private static readonly IReadOnlyList<IMetric> Found = Implementations.Of<IMetric>(metric => metric.Name);

    /// <summary>One of each that a single stream has, ordered by name.</summary>
    public static IReadOnlyList<IMetric> All { get; } = [.. Found.Where(metric => !metric.IsOfSession)];

    /// <summary>Those of a session: the median of each, quantile 0.99 of those that are compared, and what only
    /// sessions have; ordered by name.</summary>
    public static IReadOnlyList<IMetric> OfSessions { get; } =
    [
        .. Found.Concat(All.Where(metric => metric.IsCompared).Select(metric => new SessionTail(metric)))
            .OrderBy(metric => metric.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those that a run of that scenario has.</summary>
    public static IReadOnlyList<IMetric> For(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var all = scenario.Arrivals is null ? All : OfSessions;
        return [.. all.Where(metric => !metric.IsOfFaults || scenario.Faults.Count > 0)];
    }
}
