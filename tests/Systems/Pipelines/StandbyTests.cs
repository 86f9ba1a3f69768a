using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>A cluster, and with <c>running</c> a job, that is there before its stream.</summary>
public sealed class StandbyTests
{
    private const int Events = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>The goal: who answers was started before the stream, stays after it, and serves the next one too.
    /// </summary>
    [Theory]
    [InlineData("warm", 1)]
    [InlineData("warm", 2)]
    [InlineData("running", 1)]
    [InlineData("running", 2)]
    public async Task Who_answers_was_there_before_and_stays(string start, int workers)
    {
        await using var rig = await PipelineRig.DeployAsync(("start", start), ("workers", $"{workers}"));
        var before = await rig.System.ObserveAsync(_cancellation);
        before.Count.ShouldBe(workers + 1);
        for (var i = 0; i < 2; i++)
        {
            var collector = new Collector(Events);
            await using var stream = rig.Prepare(Events, collector);
            var t0Ns = MonotonicClock.NowNs;
            PipelineRig.Send(stream, 0, Events);
            var report = await PipelineRig.FinishAsync(stream);

            PipelineRig.CheckedDuplicates(report, collector, Events).ShouldBe(0);
            report.Instances.Select(instance => instance.ProcessId).Order()
                .ShouldBe(before.Select(instance => instance.ProcessId).Order());
            report.Instances.ShouldAllBe(instance => instance.StartedNs < t0Ns);
            report.Trailers.Count.ShouldBe(workers);
            report.Trailers.Select(trailer => trailer.InstanceId).ShouldBeSubsetOf(
                report.Instances.Where(one => one.Role == "function").Select(one => one.InstanceId));
            var firstNs = report.Trailers.SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span))
                .Min(record => record.ReceivedNs);
            long[] stamps = [t0Ns, .. report.Marks.Take(4).Select(mark => mark.EndNs), firstNs];
            stamps.ShouldBe(stamps.Order());
            report.Resources.CpuSeconds!.Value.ShouldBeLessThan((MonotonicClock.NowNs - t0Ns) / 1e9 * 16);
        }

        (await rig.System.ObserveAsync(_cancellation)).Select(instance => instance.ProcessId)
            .ShouldBe(before.Select(instance => instance.ProcessId));
        await rig.System.DisposeAsync();
        before.ShouldAllBe(instance => ProcessTable.Find(instance.ProcessId!.Value) == null);
    }

    [Fact]
    public async Task After_a_stream_that_broke_the_next_one_finds_a_cluster_of_its_own()
    {
        await using var rig = await PipelineRig.DeployAsync(("start", "running"), ("timers", "tuned"));
        var before = await rig.System.ObserveAsync(_cancellation);
        await using (var cut = rig.Prepare(Events, new Collector(0)))
        {
            PipelineRig.Send(cut, 0, 1);
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var report = await cut.FinishAsync(deadline.Token).WaitAsync(Limit, _cancellation);
            report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        }

        var after = await rig.System.ObserveAsync(_cancellation);
        after.Count.ShouldBe(before.Count);
        after.Select(instance => instance.ProcessId).Intersect(before.Select(instance => instance.ProcessId))
            .ShouldBeEmpty();
        var collector = new Collector(Events);
        await using var stream = rig.Prepare(Events, collector);
        PipelineRig.Send(stream, 0, Events);
        PipelineRig.CheckedDuplicates(await PipelineRig.FinishAsync(stream), collector, Events).ShouldBe(0);
    }

    [Fact]
    public async Task The_running_job_serves_one_stream_and_another_at_the_same_time_is_rejected()
    {
        await using var rig = await PipelineRig.DeployAsync(("start", "running"), ("timers", "tuned"));
        var collector = new Collector(1);
        await using var first = rig.Prepare(1, collector);
        await using var second = rig.Prepare(1, new Collector(1));
        PipelineRig.Send(second, 0, 1);
        var report = await PipelineRig.FinishAsync(second);
        (report.Outcome, report.Reason).ShouldBe(
            (StreamOutcome.Rejected, "no job is running that waits for a stream"));
        PipelineRig.Send(first, 0, 1);
        PipelineRig.CheckedDuplicates(await PipelineRig.FinishAsync(first), collector, 1).ShouldBe(0);
    }
}
