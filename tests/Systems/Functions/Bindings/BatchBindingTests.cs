using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Bindings;

public sealed class BatchBindingTests
{
    private readonly Probe _probe = new(3);

    [Fact]
    public void All_inputs_are_received_at_once_and_processed_one_after_the_other()
    {
        Handle(Steps.Input(0, 0), Steps.Input(1, 1), Steps.Input(2, 3)).ShouldBe([1, 2, 3, 4]);

        var records = _probe.Records;
        records.Select(record => record.Outputs).ShouldBe([0, 1, 3]);
        records.Select(record => record.ReceivedNs).Distinct().Count().ShouldBe(1);
        records[0].ProcessedNs.ShouldBeGreaterThanOrEqualTo(records[0].ReceivedNs);
        records[1].ProcessedNs.ShouldBeGreaterThanOrEqualTo(records[0].ProcessedNs);
        records[2].ProcessedNs.ShouldBeGreaterThanOrEqualTo(records[1].ProcessedNs);
    }

    [Fact]
    public void The_time_that_the_consumer_takes_belongs_to_no_input()
    {
        var binding = new BatchBinding(Steps.Counting, FunctionParameters.None, _probe);
        var takenNs = 0L;
        foreach (var output in binding.Handle([Steps.Input(0, 2)]))
        {
            takenNs = takenNs == 0 ? MonotonicClock.NowNs : takenNs;
        }

        _probe.Records.Single().ProcessedNs.ShouldBeLessThanOrEqualTo(takenNs);
    }

    [Fact]
    public void A_repeated_input_gives_outputs_and_changes_no_stamp_of_the_first()
    {
        Handle(Steps.Input(0, 1), Steps.Input(1, 1), Steps.Input(0, 2), Steps.Input(9, 1)).Count.ShouldBe(5);

        var records = _probe.Records;
        records.Count.ShouldBe(2);
        (records[0].Deliveries, records[0].Outputs).ShouldBe((2, 1));
        records[0].ProcessedNs.ShouldBeLessThanOrEqualTo(records[1].ProcessedNs);
        _probe.Strangers.ShouldBe(1);
    }

    private List<byte> Handle(params StreamEvent[] batch) =>
        [.. new BatchBinding(Steps.Counting, FunctionParameters.None, _probe).Handle(batch)
            .Select(output => output.Payload.Span[0])];
}
