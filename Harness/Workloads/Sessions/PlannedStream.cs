using Eval.Harness.Model;

namespace Eval.Harness.Workloads.Sessions;

/// <summary>One stream of a session.</summary>
/// <param name="Trial">The stream.</param>
/// <param name="OffsetNs">When its first event is due, nanoseconds from the session's start.</param>
public sealed record PlannedStream(Trial Trial, long OffsetNs);
