using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: outputs that nobody wants end at the control plane and are counted; all else of the stream is as
/// ever.</summary>
public sealed class DroppedOutputsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_producer_gets_none_and_the_report_counts_them(int stages)
    {
        const int Events = 50;
        var function = TestPlane.Function(Isolation.InProcess);
        using var plane = new TestPlane(null, function with
        {
            Stages = [.. Enumerable.Repeat(function.Stages[0], stages)],
            Output = new OutputPolicy { IsDropped = true },
        });
        using var stream = plane.Stream("stream");
        for (var i = 0; i < Events; i++)
        {
            stream.Send(i, (byte)i);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        (end.Outcome, end.Reason).ShouldBe((EndKind.Completed, null));
        (end.EventsReceived, end.Outputs, end.OutputsDropped).ShouldBe((Events, Events, Events));
        stream.Outputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Outputs_that_the_producer_gets_are_not_counted_as_dropped()
    {
        using var plane = new TestPlane(null, TestPlane.Function(Isolation.InProcess));

        (await plane.RunAsync("stream")).OutputsDropped.ShouldBe(0);
    }
}
