using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Sessions;

namespace Eval.Harness.Simulating.Trials;

/// <summary>A session whose streams were simulated one by one.</summary>
internal static class SimulatedSession
{
    /// <summary>What models do not have of many streams at once.</summary>
    public const string Assumption =
        "each stream of a session is simulated as if it came alone: streams share no instance, no queue and no cores";

    /// <summary>The session's timeline.</summary>
    public static Timeline Of(Trial session, IReadOnlyList<Timeline> streams)
    {
        if (streams.Count == 0)
        {
            return new Timeline
            {
                Trial = session,
                Executor = TimelineOfStream.ExecutorName,
                Events = [],
                Outcome = Outcome.Failed,
                OutcomeReason = SessionPlan.NoStream,
                Promises = Promises.Unknown,
            };
        }

        var completed = streams.Count(stream => stream.Outcome == Outcome.Completed);
        return new Timeline
        {
            Trial = session,
            Executor = TimelineOfStream.ExecutorName,
            Events = [],
            Streams = streams,
            Outcome = completed > 0 ? Outcome.Completed : streams[0].Outcome,
            OutcomeReason = completed == streams.Count ? null : string.Create(
                CultureInfo.InvariantCulture, $"of {streams.Count} streams {completed} completed"),
            Promises = streams[0].Promises,
        };
    }
}
