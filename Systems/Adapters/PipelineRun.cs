using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;

namespace Eval.Systems.Adapters;

/// <summary>A stream's share of a cluster: its job, the time that it took, and what the processes used meanwhile.
/// </summary>
internal sealed class PipelineRun
{
    private readonly TaskCompletionSource<PipelineJob> _job = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _beganNs;
    private readonly double _cpuSecondsBefore;

    private PipelineRun(PipelineCluster cluster, long beganNs, double cpuSecondsBefore) =>
        (Cluster, _beganNs, _cpuSecondsBefore) = (cluster, beganNs, cpuSecondsBefore);

    /// <summary>The cluster.</summary>
    public PipelineCluster Cluster { get; }

    /// <summary>The job, once it was submitted.</summary>
    public Task<PipelineJob> JobSubmitted => _job.Task;

    /// <summary>The whole life of a cluster that was started for the stream.</summary>
    public static PipelineRun Of(PipelineCluster cluster) => new(cluster, 0, 0);

    /// <summary>From now on, on a cluster that was there before.</summary>
    public static PipelineRun On(PipelineCluster cluster)
    {
        var beganNs = MonotonicClock.NowNs;
        return new PipelineRun(cluster, beganNs, CpuSeconds(cluster.Since(beganNs)) ?? 0);
    }

    /// <summary>The stream's job is that one.</summary>
    public void Submitted(PipelineJob job) => _job.TrySetResult(job);

    /// <summary>Ends it, with the cluster or without, and completes the report.</summary>
    /// <param name="report">What the producer knows.</param>
    /// <param name="probes">What the workers told.</param>
    /// <param name="stops">Whether the cluster goes with the stream.</param>
    public async Task<StreamReport> EndAsync(StreamReport report, PipelineProbes probes, bool stops)
    {
        var processes = Cluster.Since(_beganNs);
        var resources = new ResourceUse
        {
            CpuSeconds = CpuSeconds(processes) - _cpuSecondsBefore,
            RssPeakBytes = processes.Max(process => process.Consumption().RssPeakBytes),
        };
        var isInOrder = report.Outcome == StreamOutcome.Completed;
        var endNs = stops || !isInOrder ? await Cluster.StopAsync(stops && isInOrder) : MonotonicClock.NowNs;
        return report with
        {
            Marks = [.. report.Marks, .. MarksOf(report), new PhaseMark(Phase.Teardown, endNs)],
            Instances = [.. processes.Select(process => process.Identity)],
            Trailers = [.. probes.Logs.Select(worker => TrailerOf(processes, worker.WorkerId, worker.Log))],
            Dropped = JobSubmitted.IsCompletedSuccessfully ? JobSubmitted.Result.Late : 0,
            Resources = resources with
            {
                InstanceSeconds = processes.Sum(process => LifeNs(process, endNs) / 1e9),
            },
        };
    }

    private long LifeNs(PipelineProcess process, long endNs) =>
        (process.Ended.IsCompleted ? process.Ended.Result : endNs)
            - Math.Max(process.Identity.StartedNs, _beganNs);

    private IEnumerable<PhaseMark> MarksOf(StreamReport report)
    {
        // Processes are created, and may run, while the broker is asked: each phase ends when both have happened.
        var admittedNs = report.Marks.Select(mark => mark.EndNs).FirstOrDefault();
        yield return new PhaseMark(Phase.Sandbox, Math.Max(admittedNs, Cluster.StartedNs));
        if (Cluster.JoinedNs is { } joinedNs)
        {
            yield return new PhaseMark(Phase.Runtime, Math.Max(admittedNs, joinedNs));
        }

        if (JobSubmitted is { IsCompletedSuccessfully: true, Result.ReadyNs: { } readyNs })
        {
            yield return new PhaseMark(Phase.Connect, Math.Max(admittedNs, readyNs));
        }
    }

    private static double? CpuSeconds(IReadOnlyList<PipelineProcess> processes)
    {
        var each = processes.Select(process => process.Consumption().CpuSeconds).ToArray();
        return each.All(seconds => seconds is not null) ? each.Sum() : null;
    }

    private static InstanceTrailer TrailerOf(IReadOnlyList<PipelineProcess> processes, int workerId, byte[] log) => new(
        processes.FirstOrDefault(process => process.Identity.ProcessId == workerId)?.Identity.InstanceId
            ?? $"process {workerId}",
        log);
}
