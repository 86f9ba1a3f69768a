namespace Eval.Harness.Analysis;

/// <summary>One row of timeseries.csv.</summary>
/// <param name="SessionId">The session; with single arrivals the trial.</param>
/// <param name="TimeNs">When, nanoseconds of the run's clock.</param>
/// <param name="Streams">Streams that live: each from t0 to t2, both included.</param>
/// <param name="Instances">Instances that live: from their start until teardown.</param>
/// <param name="Backlog">Events created and not yet processed.</param>
public readonly record struct TimeSeriesPoint(string SessionId, long TimeNs, int Streams, int Instances, int Backlog);
