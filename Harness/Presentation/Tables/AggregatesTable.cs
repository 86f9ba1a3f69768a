using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>aggregates.csv.</summary>
internal static class AggregatesTable
{
    /// <summary>Its columns.</summary>
    public static Table<FleetAggregate> Table { get; } = new(
        "aggregates.csv",
        "One row for each metric of each session of many streams, which has no rows of single streams.",
        [
            new("session_id", "text", "The session.", row => row.SessionId),
            new("system", "text", "The system's label.", row => row.System),
            new("duration_s", "s", "The nominal duration of its streams.", row => row.Duration.TotalSeconds),
            new("parameters", "text", "The matrix' keys, key=value;..., sorted; empty without a matrix.",
                row => row.Parameters),
            new("metric", "text", "The metric's name.", row => row.Metric),
            new("unit", "text", "Its unit.", row => row.Unit),
            new("streams", "1", "How many streams came.", row => row.Streams),
            new("session_s", "s", "How long the session was, virtual seconds.", row => row.SessionSeconds),
            new("mean", "unit", "The mean over its streams; of instances over time.", row => row.Mean),
            new("p50", "unit", "The median; empty where only the mean is known.", row => row.P50),
            new("p90", "unit", "Quantile 0.9.", row => row.P90),
            new("p99", "unit", "Quantile 0.99.", row => row.P99),
            new("p999", "unit", "Quantile 0.999.", row => row.P999),
        ]);
}
