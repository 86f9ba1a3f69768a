using Eval.Systems.Abstractions;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

public sealed class StoreLimitTests
{
    /// <summary>The goal: a broker whose store is full refuses events, and the stream fails with what it said, long
    /// before the deadline. The store holds about 36 frames beside what JetStream needs.</summary>
    [Fact]
    public async Task A_full_store_fails_the_stream_with_the_brokers_reason()
    {
        await using var rig = await PipelineRig.DeployAsync(("storeBytes", $"{4 << 20}"), ("timers", "tuned"));
        await using var stream = rig.Prepare(300, new Collector(0));
        PipelineRig.Send(stream, 0, 300);
        var report = await PipelineRig.FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("resources");
        (await rig.WorkersAsync()).ShouldBeEmpty();
    }

    /// <summary>The goal: the same where the disk under the broker's files is full, of which the server says nothing.
    /// Method: a file system of so many frames, a stream that fits, and one that does not.</summary>
    [Fact]
    public async Task A_full_disk_fails_the_stream_with_what_its_silence_means()
    {
        using var disk = SmallDisk.Mount(8 << 10);
        await using var rig = await PipelineRig.DeployAtAsync(
            Directory.CreateDirectory(disk.At("broker")).FullName, ("storage", "file"), ("timers", "tuned"));
        var collector = new Collector(1);
        await using var small = rig.Prepare(20, collector);
        PipelineRig.Send(small, 0, 20);
        PipelineRig.CheckedDuplicates(await PipelineRig.FinishAsync(small), collector, 20).ShouldBe(0);

        await using var stream = rig.Prepare(300, new Collector(0));
        PipelineRig.Send(stream, 0, 300);
        var report = await PipelineRig.FinishAsync(stream);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldStartWith("JetStream takes no events any more");
        (await rig.WorkersAsync()).ShouldBeEmpty();
    }
}
