using Eval.Harness.Analysis;

namespace Eval.Harness.Presentation.Tables;

/// <summary>timeseries.csv.</summary>
internal static class TimeseriesTable
{
    /// <summary>Its columns.</summary>
    public static Table<TimeSeriesPoint> Table { get; } = new(
        "timeseries.csv",
        "One row for each sampled moment of each session.",
        [
            new("session_id", "text", "The session; for single arrivals the trial.", row => row.SessionId),
            new("time_ns", "ns", "The moment.", row => row.TimeNs),
            new("streams", "1", "Streams from t0 to t2.", row => row.Streams),
            new("instances", "1", "Instances that existed.", row => row.Instances),
            new("backlog", "1", "Events that were created and not yet processed.", row => row.Backlog),
        ]);
}
