namespace Eval.Harness.Presentation.Tables;

/// <summary>What lived at one moment of a session; null where it is not known.</summary>
/// <param name="SessionId">The session; for single arrivals the trial.</param>
/// <param name="TimeNs">The moment, nanoseconds of the run's monotonic clock.</param>
/// <param name="Streams">Streams between their first and last event.</param>
/// <param name="Instances">Instances that existed.</param>
/// <param name="Backlog">Events that were due and not processed.</param>
public readonly record struct TimeseriesRow(
    string SessionId, long TimeNs, long? Streams, long? Instances, long? Backlog);
