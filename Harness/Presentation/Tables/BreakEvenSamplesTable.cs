using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>break-even-sessions.csv.</summary>
internal static class BreakEvenSamplesTable
{
    /// <summary>Its columns.</summary>
    public static Table<BreakEvenSample> Table { get; } = new(
        "break-even-sessions.csv",
        "One row for each session of a break-even map.",
        [
            new("duration_s", "s", "The nominal duration of streams.", row => row.Duration.TotalSeconds),
            new("arrival_rate_per_s", "1/s", "Streams per second.", row => row.ArrivalRate),
            new("event_cost_s", "s", "The mean service time of one event.", row => row.EventCost.TotalSeconds),
            new("system", "text", "The system's label.", row => row.System),
            new("replication", "1", "From 0; all systems of one see the same random numbers.", row => row.Replication),
            new("processing_overhead_s", "s", "Mean of (t2 - t0) - L; empty where the system is unstable.",
                row => row.OverheadSeconds),
            new("processing_overhead_p99_s", "s", "Quantile 0.99 of the same.", row => row.OverheadP99Seconds),
            new("cost_per_stream", "unit", "Mean price of a stream.", row => row.CostPerStream),
            new("cold_share", "1", "Share of streams that met no waiting instance.", row => row.ColdShare),
            new("instances_p99", "1", "Instances at the 99th percentile of time.", row => row.InstancesP99),
            new("utilisation", "1", "Of a stream's instance; unstable from 1 on.", row => row.Utilisation),
        ]);
}
