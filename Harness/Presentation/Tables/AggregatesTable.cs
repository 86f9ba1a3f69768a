using System.Globalization;
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

    /// <summary>The row whose cells these are, to the last digit.</summary>
    /// <exception cref="FormatException">A number is none.</exception>
    /// <exception cref="KeyNotFoundException">A column is missing.</exception>
    public static FleetAggregate Read(IReadOnlyDictionary<string, string> cells)
    {
        return new FleetAggregate
        {
            SessionId = cells["session_id"],
            System = cells["system"],
            Duration = TimeSpan.FromTicks((long)Math.Round(Number("duration_s") * TimeSpan.TicksPerSecond)),
            Parameters = cells["parameters"],
            Metric = cells["metric"],
            Unit = cells["unit"],
            Streams = long.Parse(cells["streams"], CultureInfo.InvariantCulture),
            SessionSeconds = Number("session_s"),
            Mean = Number("mean"),
            P50 = OrNothing("p50"),
            P90 = OrNothing("p90"),
            P99 = OrNothing("p99"),
            P999 = OrNothing("p999"),
        };

        double Number(string column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
        double? OrNothing(string column) => cells[column].Length == 0 ? null : Number(column);
    }
}
