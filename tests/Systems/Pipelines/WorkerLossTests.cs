using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>Workers of a real cluster that are lost in the middle of a stream.</summary>
public sealed class WorkerLossTests
{
    private const int Events = 300;
    private const int SentBefore = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    /// <summary>The goal: the coordinator notices, the other worker goes on, nothing is lost, and outputs are right
    /// once those of a sequence count once. The time to recover is printed: from the kill to the partition's next
    /// graph.
    /// </summary>
    [Theory]
    [InlineData("default", 5)]
    [InlineData("tuned", 20)]
    public async Task Killing_one_of_two_workers_in_mid_stream_loses_nothing(string timers, int full)
    {
        var random = new Random(Printed(Scale.Seed()));
        await using var rig = await PipelineRig.DeployAsync(
            ("start", "warm"), ("workers", "2"), ("timers", timers));
        for (var i = 0; i < Scale.Of(full); i++)
        {
            await KillOneAsync(rig, random, i);
        }
    }

    /// <summary>The goal: a worker that only stood still for a while, and goes on with what it had fetched, brings
    /// duplicates, each of them counted.</summary>
    [Fact]
    public async Task What_a_worker_does_after_it_was_given_up_comes_twice_and_is_counted()
    {
        await using var rig = await PipelineRig.DeployAsync(("start", "warm"), ("workers", "2"), ("timers", "tuned"));
        var collector = new Collector(1);
        await using var stream = rig.Prepare(Events, collector);
        PipelineRig.Send(stream, 0, SentBefore);
        await collector.Reached.WaitAsync(Limit, _cancellation);
        var frozen = (await rig.WorkersAsync())[0].ProcessId!.Value;
        PipelineRig.Signal(frozen, "STOP");
        var cluster = rig.System.Standby!.Cluster;
        await PipelineRig.UntilAsync(() => cluster.Takeovers.Count > 0, "nobody took over");
        await PipelineRig.UntilAsync(
            () => collector.Outputs.Select(output => output.Sequence).Distinct().Count() == SentBefore,
            "what was sent is not there");
        var before = collector.Outputs.Count;
        PipelineRig.Signal(frozen, "CONT");

        // It may notice that it was given up before it has handed anything on, and ends then.
        await PipelineRig.UntilAsync(
            () => collector.Outputs.Count > before || ProcessTable.Find(frozen) is null,
            "the worker neither went on nor ended");
        PipelineRig.Send(stream, SentBefore, Events);
        var report = await PipelineRig.FinishAsync(stream);

        var duplicates = PipelineRig.CheckedDuplicates(report, collector, Events);
        duplicates.ShouldBeGreaterThanOrEqualTo(collector.Outputs.Count - Events);
        TestContext.Current.TestOutputHelper!.WriteLine($"{duplicates} duplicates");
    }

    [Fact]
    public async Task Workers_that_end_again_and_again_fail_the_stream_with_a_reason()
    {
        await using var rig = await PipelineRig.DeployAsync(("timers", "tuned"));
        await using var stream = rig.Prepare(1, new Collector(1));
        PipelineRig.Send(stream, 0, 1);
        using var over = new CancellationTokenSource();
        var killing = KillAllAsync(rig, over.Token);
        var report = await PipelineRig.FinishAsync(stream);
        await over.CancelAsync();
        await killing;

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldStartWith("the worker ended with code 137");
        (await rig.WorkersAsync()).ShouldBeEmpty();
    }

    private async Task KillOneAsync(PipelineRig rig, Random random, int number)
    {
        var cluster = rig.System.Standby!.Cluster;
        var earlier = cluster.Takeovers.Count;
        var collector = new Collector(random.Next(1, SentBefore));
        await using var stream = rig.Prepare(Events, collector);
        PipelineRig.Send(stream, 0, SentBefore);
        await collector.Reached.WaitAsync(Limit, _cancellation);
        var workers = await rig.WorkersAsync();
        workers.Count.ShouldBe(2);
        var victim = workers[random.Next(2)].ProcessId!.Value;
        PipelineRig.Signal(victim, "KILL");
        var killedNs = MonotonicClock.NowNs;
        PipelineRig.Send(stream, SentBefore, Events);
        var report = await PipelineRig.FinishAsync(stream);

        var duplicates = PipelineRig.CheckedDuplicates(report, collector, Events);
        rig.System.Standby.Cluster.ShouldBeSameAs(cluster);
        var takeover = cluster.Takeovers.Skip(earlier).ShouldHaveSingleItem();
        takeover.WorkerId.ShouldNotBe(victim);
        report.Instances.Select(instance => instance.ProcessId).ShouldContain(takeover.WorkerId);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"kill {number}: recovered in {(takeover.RunningNs - killedNs) / 1e9:0.00} s, {duplicates} duplicates");

        // The next kill is to meet two members again.
        await cluster.Joined.WaitAsync(Limit, _cancellation);
    }

    private static async Task KillAllAsync(PipelineRig rig, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            foreach (var worker in await rig.WorkersAsync())
            {
                try
                {
                    using var process = Process.GetProcessById(worker.ProcessId!.Value);
                    process.Kill();
                }
                catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
                {
                    // It has ended already.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
    }

    private static int Printed(int seed)
    {
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return seed;
    }
}
