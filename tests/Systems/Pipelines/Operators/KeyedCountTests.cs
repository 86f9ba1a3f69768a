using Eval.Systems.Pipelines.Operators;
using Eval.Systems.Pipelines.Protocol;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines.Operators;

public sealed class KeyedCountTests
{
    private readonly KeyedCountOperator _definition = new("key", "count");

    [Fact]
    public async Task Each_event_carries_how_many_of_its_key_there_were()
    {
        var elements = await FlowRig.RunAsync(
            KeyedCountFlow.Create(_definition),
            FlowRig.Event(0, "a", 0), FlowRig.Event(1, "b", 0), FlowRig.Event(2, "a", 0), FlowRig.Event(3, "a", 0));
        elements.SelectMany(element => element.Events).Select(item => item.Headers["count"])
            .ShouldBe(["1", "1", "2", "3"]);
        elements[^1].IsEnd.ShouldBeTrue();
    }

    [Fact]
    public async Task Two_runs_of_one_definition_share_no_count()
    {
        for (var i = 0; i < 2; i++)
        {
            var elements = await FlowRig.RunAsync(KeyedCountFlow.Create(_definition), FlowRig.Event(0, "a", 0));
            elements[0].Events[0].Headers["count"].ShouldBe("1");
        }
    }

    [Fact]
    public async Task An_event_without_the_key_breaks_the_job()
    {
        var flow = KeyedCountFlow.Create(_definition with { KeyHeader = "colour" });
        var failure = await Should.ThrowAsync<FormatException>(() => FlowRig.RunAsync(flow, FlowRig.Event(7, "a", 0)));
        failure.Message.ShouldBe("event 7 has no header 'colour'");
    }
}
