using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Workloads.Arrivals;
using Eval.Systems.Simulation;

namespace Eval.Harness.Workloads.Sessions;

/// <summary>The streams of a session: the same for all systems of a block, since all follows from the trial's seed.
/// </summary>
public static class SessionPlan
{
    /// <summary>Why a session without a stream has no result: arrivals by chance may draw none.</summary>
    public const string NoStream =
        "no stream came: this execution of the arrival process has none; it needs a higher rate or a longer time";

    private const ulong ArrivalPath = 0xA5515EED;

    /// <summary>Each stream and when it comes, in that order. Each has bytes of its own.</summary>
    /// <param name="session">A trial with arrivals.</param>
    /// <exception cref="FormatException">The trace is wrong, or no longer the one that the run began with.</exception>
    public static IReadOnlyList<PlannedStream> Of(Trial session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var arrivals = session.Arrivals ?? throw new ArgumentException("no session", nameof(session));
        RequireSameFile(arrivals);
        var times = ArrivalCatalog.Draw(arrivals, new SplitMix64(session.Seed ^ ArrivalPath).Next());
        var seeds = new SplitMix64(session.Seed);
        return
        [
            .. times.Select((timeNs, number) => new PlannedStream(
                session with
                {
                    TrialId = string.Create(CultureInfo.InvariantCulture, $"{session.TrialId}-n{number:0000}"),
                    SessionId = session.TrialId,
                    Stream = number,
                    Seed = seeds.Next(),
                    Arrivals = null,
                },
                timeNs)),
        ];
    }

    private static void RequireSameFile(ArrivalSpec arrivals)
    {
        if (arrivals.FileSha256.Length > 0 && ArrivalCatalog.FileOf(arrivals) is { } file
            && ArrivalCatalog.HashOf(file) != arrivals.FileSha256)
        {
            throw new FormatException($"{arrivals.Options["file"]}:1: not the trace that the run began with");
        }
    }
}
