using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

public sealed class PipelineProbesTests
{
    [Fact]
    public void Each_delivery_is_kept_under_the_worker_that_had_it()
    {
        var probes = new PipelineProbes(partitions: 1);
        probes.Add(7, Log(0, 1));
        probes.Add(8, Log(1));
        probes.Add(7, Log(2));

        probes.Logs.Select(worker => worker.WorkerId).ShouldBe([7, 8]);
        var records = probes.Logs.SelectMany(worker => ProbeLog.Decode(worker.Log)).ToArray();
        records.Select(record => record.Sequence).ShouldBe([0, 1, 2, 1]);
        records.Sum(record => record.Deliveries).ShouldBe(4);
    }

    [Fact]
    public void An_end_that_comes_twice_is_the_end_of_one_partition()
    {
        var probes = new PipelineProbes(partitions: 2);
        probes.End(0);
        probes.End(0);
        probes.Ended.IsCompleted.ShouldBeFalse();
        probes.End(1);
        probes.Ended.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_is_lost_after_the_end_changes_nothing_and_before_it_is_the_reason()
    {
        var ended = new PipelineProbes(partitions: 1);
        ended.End(0);
        ended.Fail("gone");
        ended.Ended.IsCompletedSuccessfully.ShouldBeTrue();

        var lost = new PipelineProbes(partitions: 1);
        lost.Fail("gone");
        lost.End(0);
        (await Should.ThrowAsync<IOException>(() => lost.Ended)).Message.ShouldBe("gone");
    }

    [Fact]
    public void What_is_no_probe_log_is_refused()
    {
        var probes = new PipelineProbes(partitions: 1);
        Should.Throw<FormatException>(() => probes.Add(7, "text"u8));
        probes.Logs.ShouldBeEmpty();
    }

    private static byte[] Log(params long[] sequences) =>
        ProbeLog.Encode([.. sequences.Select(sequence => new ProbeRecord(sequence, 1, 2, 1, 1))]);
}
