using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Bindings;

public sealed class ReplayBindingTests
{
    private readonly Probe _probe = new(4);

    /// <summary>The step is lazy, so that it counts only what is pulled.</summary>
    [Fact]
    public void The_last_events_outputs_come_from_all_before_it_and_the_probe_sees_it_alone()
    {
        var outputs = Binding().Handle([Steps.Input(0, 2), Steps.Input(1, 3), Steps.Input(2, 2)]);

        outputs.Select(output => (output.Sequence, output.Payload.Span[0])).ShouldBe([(2, 6), (2, 7)]);
        var record = _probe.Records.ShouldHaveSingleItem();
        (record.Sequence, record.Outputs, record.Deliveries).ShouldBe((2L, 2, 1));
        record.ProcessedNs.ShouldBeGreaterThanOrEqualTo(record.ReceivedNs);
    }

    [Fact]
    public void Nothing_is_kept_from_window_to_window()
    {
        var binding = Binding();

        binding.Handle([Steps.Input(0, 1)]).Single().Payload.Span[0].ShouldBe((byte)1);
        binding.Handle([Steps.Input(1, 1)]).Single().Payload.Span[0].ShouldBe((byte)1);
    }

    [Fact]
    public void A_window_without_an_event_is_refused() =>
        Should.Throw<FormatException>(() => Binding().Handle([])).Message.ShouldBe("a window without an event");

    private ReplayBinding Binding() => new(Steps.Counting, FunctionParameters.None, _probe);
}
