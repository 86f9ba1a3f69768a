using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Bindings;

public sealed class PerEventBindingTests
{
    private readonly Probe _probe = new(4);

    [Theory]
    [InlineData(false, new byte[] { 1, 2, 1 })]
    [InlineData(true, new byte[] { 1, 2, 3 })]
    public void State_is_fresh_for_each_event_or_kept_as_asked(bool keepState, byte[] expected)
    {
        var binding = Binding(keepState);

        var values = new[] { Steps.Input(0, 2), Steps.Input(1, 1) }
            .SelectMany(input => binding.Handle(input).Select(output => output.Payload.Span[0]).ToArray());

        values.ShouldBe(expected);
    }

    [Fact]
    public void An_input_is_processed_when_its_step_returned()
    {
        var binding = Binding(keepState: false);
        var beforeNs = MonotonicClock.NowNs;
        byte[] outputs = [0, 1, 3];
        for (var i = 0; i < outputs.Length; i++)
        {
            binding.Handle(Steps.Input(i, outputs[i])).Count.ShouldBe(outputs[i]);
        }

        _probe.Records.Select(record => record.Outputs).ShouldBe([0, 1, 3]);
        foreach (var record in _probe.Records)
        {
            record.ReceivedNs.ShouldBeGreaterThanOrEqualTo(beforeNs);
            record.ProcessedNs.ShouldBeInRange(record.ReceivedNs, MonotonicClock.NowNs);
        }
    }

    [Fact]
    public void A_repeated_delivery_and_a_stranger_are_handled_and_counted()
    {
        var binding = Binding(keepState: false);
        binding.Handle(Steps.Input(0, 1));
        var first = _probe.Records.Single();

        binding.Handle(Steps.Input(0, 2)).Count.ShouldBe(2);
        binding.Handle(Steps.Input(4, 1)).Count.ShouldBe(1);

        _probe.Records.ShouldHaveSingleItem().ShouldBe(first with { Deliveries = 2 });
        _probe.Strangers.ShouldBe(1);
    }

    [Fact]
    public void An_input_whose_step_fails_was_received_and_never_processed()
    {
        Should.Throw<IndexOutOfRangeException>(() => Binding(keepState: false).Handle(new StreamEvent(0, default)));

        _probe.Records.ShouldHaveSingleItem().ProcessedNs.ShouldBe(0);
    }

    private PerEventBinding Binding(bool keepState) => new(Steps.Counting, FunctionParameters.None, _probe, keepState);
}
