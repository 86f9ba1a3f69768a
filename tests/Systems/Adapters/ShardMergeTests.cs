using System.Collections.Concurrent;
using CsCheck;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Goal: whatever shard is how far ahead, outputs are passed on in the order of their inputs, all of them, and
/// little is held. Method: made-up outputs from as many threads as there are shards, and from one thread in drawn
/// orders.</summary>
public sealed class ShardMergeTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void An_output_waits_for_those_before_it()
    {
        var outputs = new Outputs();
        using var merge = new ShardMerge(2, 8, outputs);

        merge.Returned(1, Output(1));
        outputs.Sequences.ShouldBeEmpty();
        merge.Returned(0, Output(0));
        merge.Returned(0, Output(2));

        outputs.Sequences.ShouldBe([0, 1, 2]);
        merge.Peak.ShouldBe(1);
        merge.Problem.ShouldBeNull();
    }

    [Fact]
    public void A_held_output_keeps_its_bytes_though_the_buffer_is_used_again()
    {
        var outputs = new Outputs();
        using var merge = new ShardMerge(2, 8, outputs);
        var buffer = new byte[] { 7 };

        merge.Returned(1, new StreamEvent(1, buffer));
        buffer[0] = 9;
        merge.Returned(0, Output(0));

        outputs.Payloads.ShouldBe([0, 7]);
    }

    [Fact]
    public void An_event_without_an_output_is_passed_once_its_shard_goes_on_or_ends()
    {
        var outputs = new Outputs();
        using var merge = new ShardMerge(2, 8, outputs);

        merge.Returned(1, Output(1));
        merge.Returned(0, Output(2));
        outputs.Sequences.ShouldBe([1, 2]);
        merge.Returned(1, Output(5));
        outputs.Sequences.ShouldBe([1, 2]);
        merge.Ended(0);

        outputs.Sequences.ShouldBe([1, 2, 5]);
    }

    [Fact]
    public void Several_outputs_of_an_event_are_told_and_none_is_lost()
    {
        var outputs = new Outputs();
        using var merge = new ShardMerge(2, 8, outputs);

        merge.Returned(0, Output(0));
        merge.Returned(0, Output(0));

        outputs.Sequences.ShouldBe([0, 0]);
        merge.Problem.ShouldNotBeNull().ShouldStartWith("event 0 gave several outputs");
    }

    [Fact]
    public async Task The_shard_that_is_ahead_waits_at_the_bound_until_the_other_comes()
    {
        var outputs = new Outputs();
        using var merge = new ShardMerge(2, 3, outputs);
        var ahead = Task.Factory.StartNew(
            () => Array.ForEach([1L, 3, 5, 7, 9], sequence => merge.Returned(1, Output(sequence))),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await UntilAsync(() => merge.Peak == 3);
        ahead.IsCompleted.ShouldBeFalse();

        Array.ForEach([0L, 2, 4, 6, 8], sequence => merge.Returned(0, Output(sequence)));
        await ahead.WaitAsync(Limit, TestContext.Current.CancellationToken);

        outputs.Sequences.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
        merge.Peak.ShouldBe(3);
    }

    [Fact]
    public async Task Nobody_waits_any_more_once_the_stream_is_cut_off()
    {
        using var merge = new ShardMerge(2, 1, new Outputs());
        var ahead = Task.Factory.StartNew(
            () => merge.Returned(1, Output(1)),
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await UntilAsync(() => merge.Peak == 1);

        merge.Abort();

        await ahead.WaitAsync(Limit, TestContext.Current.CancellationToken);
    }

    /// <summary>Every event gives one output or none; shards run freely against each other.</summary>
    [Fact]
    public void Order_holds_and_nothing_is_lost_or_stuck_whatever_the_shards_do() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 4], Gen.Bool.Array[0, 60]).Sample((shards, bound, gives) =>
        {
            var outputs = new Outputs();
            using var merge = new ShardMerge(shards, bound, outputs);
            Thread[] readers =
            [
                .. Enumerable.Range(0, shards).Select(shard => new Thread(() => Read(merge, shard, shards, gives))
                {
                    IsBackground = true,
                }),
            ];
            Array.ForEach(readers, reader => reader.Start());
            readers.ShouldAllBe(reader => reader.Join(Limit));

            outputs.Sequences.ShouldBe([.. gives.Index().Where(item => item.Item).Select(item => (long)item.Index)]);
            merge.Peak.ShouldBeLessThanOrEqualTo(bound + shards);
        }, iter: 200, threads: 1);

    private static void Read(ShardMerge merge, int shard, int shards, bool[] gives)
    {
        for (var sequence = shard; sequence < gives.Length; sequence += shards)
        {
            if (gives[sequence])
            {
                merge.Returned(shard, Output(sequence));
            }
        }

        merge.Ended(shard);
    }

    private static StreamEvent Output(long sequence) => new(sequence, new[] { (byte)sequence });

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!holds())
        {
            await Task.Delay(1, limit.Token);
        }
    }

    private sealed class Outputs : IStreamObserver
    {
        private readonly ConcurrentQueue<(long Sequence, byte Payload)> _outputs = [];

        public IEnumerable<long> Sequences => _outputs.Select(output => output.Sequence);

        public IEnumerable<byte> Payloads => _outputs.Select(output => output.Payload);

        public void Sent(long sequence, long nowNs)
        {
        }

        public void Returned(StreamEvent output, long nowNs) =>
            _outputs.Enqueue((output.Sequence, output.Payload.Span[0]));
    }
}
