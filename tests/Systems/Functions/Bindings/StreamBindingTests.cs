using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Bindings;

/// <summary>Goal: the stamps mean what DESIGN, Section 1 says. Method: the consumer and the producer note the clock
/// around each pull, and the stamps must fall between their notes.</summary>
public sealed class StreamBindingTests
{
    private readonly Dictionary<long, long> _pulledNs = [];

    private readonly Dictionary<long, long> _cameBackNs = [];

    [Fact]
    public void Outputs_come_in_order_with_one_state_for_the_whole_stream()
    {
        var (outputs, records) = Run(capacity: 3, Steps.Input(0, 1), Steps.Input(1, 0), Steps.Input(2, 3));

        outputs.ShouldBe([(0L, (byte)1), (2L, (byte)2), (2L, (byte)3), (2L, (byte)4)]);
        records.Select(record => record.Outputs).ShouldBe([1, 0, 3]);
        records.Select(record => record.Deliveries).ShouldBe([1, 1, 1]);
    }

    [Fact]
    public void An_input_is_processed_when_the_consumer_comes_back_after_its_last_output()
    {
        var (_, records) = Run(capacity: 2, Steps.Input(0, 3), Steps.Input(1, 1));

        records[0].ProcessedNs.ShouldBeGreaterThanOrEqualTo(_cameBackNs[0]);
        records[0].ProcessedNs.ShouldBeLessThanOrEqualTo(_pulledNs[1]);
        records[1].ReceivedNs.ShouldBeGreaterThanOrEqualTo(_pulledNs[1]);
    }

    [Fact]
    public void An_input_without_outputs_is_processed_when_the_next_is_pulled()
    {
        var (_, records) = Run(capacity: 2, Steps.Input(0, 0), Steps.Input(1, 0));

        records[0].ProcessedNs.ShouldBeInRange(records[0].ReceivedNs, _pulledNs[1]);
        records[1].ProcessedNs.ShouldBeGreaterThanOrEqualTo(records[1].ReceivedNs);
    }

    [Fact]
    public void A_repeated_delivery_is_counted_and_changes_no_stamp()
    {
        var (outputs, records) = Run(capacity: 2, Steps.Input(0, 1), Steps.Input(1, 1), Steps.Input(0, 2));

        outputs.Count.ShouldBe(4);
        records[0].Deliveries.ShouldBe(2);
        records[0].Outputs.ShouldBe(1);
        records[0].ProcessedNs.ShouldBeLessThanOrEqualTo(records[1].ReceivedNs);
    }

    [Fact]
    public void An_input_that_was_not_announced_is_handled_and_leaves_no_record()
    {
        var (outputs, records) = Run(capacity: 1, Steps.Input(-1, 1), Steps.Input(5, 1), Steps.Input(0, 1));

        outputs.Count.ShouldBe(3);
        records.ShouldHaveSingleItem().Sequence.ShouldBe(0);
    }

    [Fact]
    public void A_stream_that_ends_early_still_tells_what_was_seen()
    {
        var context = Context(2);
        using (var outputs = new StreamBinding(Steps.Counting)
            .Run([Steps.Input(0, 1), Steps.Input(1, 1)], context).GetEnumerator())
        {
            outputs.MoveNext().ShouldBeTrue();
        }

        ProbeLog.Decode(context.Trailer.Span).ShouldHaveSingleItem().ProcessedNs.ShouldBe(0);
    }

    private (List<(long Sequence, byte Value)> Outputs, IReadOnlyList<ProbeRecord> Records) Run(
        int capacity, params StreamEvent[] inputs)
    {
        var context = Context(capacity);
        var outputs = new List<(long, byte)>();
        foreach (var output in new StreamBinding(Steps.Counting).Run(Produced(inputs), context))
        {
            outputs.Add((output.Sequence, output.Payload.Span[0]));
            _cameBackNs[output.Sequence] = MonotonicClock.NowNs;
        }

        return (outputs, ProbeLog.Decode(context.Trailer.Span));
    }

    private IEnumerable<StreamEvent> Produced(StreamEvent[] inputs)
    {
        foreach (var input in inputs)
        {
            _pulledNs.TryAdd(input.Sequence, MonotonicClock.NowNs);
            yield return input;
        }
    }

    private static StreamContext Context(int expected) => new()
    {
        StreamId = "test",
        Parameters = new Dictionary<string, string> { [Expected.Parameter] = $"{expected}" },
    };
}
