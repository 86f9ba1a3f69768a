using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>break-even.csv.</summary>
internal static class BreakEvenTable
{
    /// <summary>Its columns.</summary>
    public static Table<(BreakEvenPoint Point, BreakEvenEntry Entry)> Table { get; } = new(
        "break-even.csv",
        "One row for each system at each point of a break-even map.",
        [
            new("duration_s", "s", "The nominal duration of streams.", row => row.Point.Duration.TotalSeconds),
            new("arrival_rate_per_s", "1/s", "Streams per second.", row => row.Point.ArrivalRate),
            new("event_cost_s", "s", "The mean service time of one event.", row => row.Point.EventCost.TotalSeconds),
            new("system", "text", "The system's label.", row => row.Entry.System),
            new("processing_overhead_s", "s", "Mean of (t2 - t0) - L; empty where the system is unstable.",
                row => row.Entry.OverheadSeconds),
            new("overhead_half_width_s", "s", "Half of its 95 % Student interval over replications.",
                row => row.Entry.OverheadHalfWidth),
            new("cost_per_stream", "unit", "Mean price of a stream, in the price books' currency.",
                row => row.Entry.CostPerStream),
            new("cost_half_width", "unit", "Half of its 95 % Student interval.", row => row.Entry.CostHalfWidth),
            new("cold_share", "1", "Share of streams that met no waiting instance.", row => row.Entry.ColdShare),
            new("instances_p99", "1", "Instances at the 99th percentile of time; empty where they always run.",
                row => row.Entry.InstancesP99),
            new("least_overhead", "text", "The point's best; several where no interval tells them apart.",
                row => Joined(row.Point.LeastOverhead)),
            new("least_cost", "text", "The point's cheapest, likewise.", row => Joined(row.Point.LeastCost)),
            new("best_on_both", "text", "Best on both; else those that no other beats on both.",
                row => Joined(row.Point.Both)),
        ]);

    /// <summary>Its rows.</summary>
    public static IEnumerable<(BreakEvenPoint Point, BreakEvenEntry Entry)> Rows(BreakEvenMap map) =>
        map.Points.SelectMany(point => point.Entries.Select(entry => (point, entry)));

    private static string Joined(IEnumerable<string> labels) => string.Join(';', labels);
}
