using Eval.Systems.Abstractions;

namespace Eval.Systems.Adapters;

/// <summary>The reports of a stream's shards as one.</summary>
internal static class ShardReport
{
    /// <summary>The whole stream completed where every shard did. A start's phases are those of the first shard, which
    /// the first event waited for; teardown is that of the last. Counts and resources are sums.</summary>
    /// <param name="names">What each shard is called.</param>
    /// <param name="reports">Its report, in the same order.</param>
    /// <param name="problem">Why outputs are not in order; null: they are.</param>
    public static StreamReport Of(
        IReadOnlyList<string> names, IReadOnlyList<StreamReport> reports, string? problem)
    {
        if (reports.Count == 0)
        {
            return new StreamReport { Outcome = StreamOutcome.Cancelled, Reason = "no event was sent" };
        }

        (string Name, StreamReport Report)[] shards = [.. names.Zip(reports)];
        var (name, worst) =
            shards.FirstOrDefault(shard => shard.Report.Outcome != StreamOutcome.Completed, shards[0]);
        var isComplete = worst.Outcome == StreamOutcome.Completed;
        return new StreamReport
        {
            Outcome = isComplete && problem is not null ? StreamOutcome.Failed : worst.Outcome,
            Reason = isComplete ? problem ?? worst.Reason : $"{name}: {worst.Reason}",
            LearnedNs = reports.Min(report => report.LearnedNs),
            Marks = [.. reports[0].Marks.Where(mark => mark.Phase != Phase.Teardown), .. LastTeardown(reports)],
            Instances = [.. reports.SelectMany(report => report.Instances)],
            Trailers = [.. reports.SelectMany(report => report.Trailers)],
            Requests = reports.Sum(report => report.Requests),
            BytesIn = reports.Sum(report => report.BytesIn),
            BytesOut = reports.Sum(report => report.BytesOut),
            QueueSeconds = reports[0].QueueSeconds,
            Dropped = reports.Sum(report => report.Dropped),
            Resources = new ResourceUse
            {
                CpuSeconds = reports.Sum(report => report.Resources.CpuSeconds),
                ControlCpuSeconds = reports.Sum(report => report.Resources.ControlCpuSeconds),
                RssPeakBytes = reports.Max(report => report.Resources.RssPeakBytes),
                InstanceSeconds = reports.Sum(report => report.Resources.InstanceSeconds),
            },
        };
    }

    private static IEnumerable<PhaseMark> LastTeardown(IReadOnlyList<StreamReport> reports)
    {
        var ends = reports.SelectMany(report => report.Marks).Where(mark => mark.Phase == Phase.Teardown).ToList();
        return ends.Count == 0 ? [] : [ends.MaxBy(mark => mark.EndNs)];
    }
}
