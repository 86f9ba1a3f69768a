using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>A stream that lives now.</summary>
/// <param name="StreamId">Unique while it lives.</param>
/// <param name="Function">The deployment that it uses.</param>
/// <param name="State">Where it is.</param>
/// <param name="AdmittedNs">When its connection was accepted, MonotonicClock nanoseconds.</param>
public sealed record StreamListing(string StreamId, string Function, StreamState State, long AdmittedNs);
