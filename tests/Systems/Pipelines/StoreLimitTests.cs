using Eval.Systems.Abstractions;
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
}
