using Eval.Systems.Functions;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions;

public sealed class GrayscaleTests
{
    [Fact]
    public void The_catalog_finds_it_by_name_and_lists_it_where_a_name_is_unknown()
    {
        FunctionCatalog.Find("grayscale").ShouldBeSameAs(Grayscale.Definition);
        Should.Throw<KeyNotFoundException>(() => FunctionCatalog.Find("greyscale")).Message.ShouldContain("grayscale");
    }

    [Fact]
    public void An_output_keeps_the_inputs_sequence_headers_and_size()
    {
        var step = Grayscale.Definition.Begin(FunctionParameters.None);
        var headers = new EventHeaders([new("camera", "north")]);

        var output = step(new StreamEvent(7, new byte[] { 255, 0, 0, 1, 2, 3, 9 }, headers)).ShouldHaveSingleItem();

        output.Sequence.ShouldBe(7);
        output.Headers["camera"].ShouldBe("north");
        output.Payload.ToArray().ShouldBe([85, 85, 85, 2, 2, 2, 9]);
    }

    [Fact]
    public void Frames_of_changing_size_share_one_state_without_traces_of_each_other()
    {
        var step = Grayscale.Definition.Begin(FunctionParameters.None);
        step(new StreamEvent(0, Enumerable.Repeat((byte)200, 300).ToArray())).Count().ShouldBe(1);

        step(new StreamEvent(1, new byte[] { 3, 3, 3, 4, 4 })).Single().Payload.ToArray().ShouldBe([3, 3, 3, 4, 4]);
        step(new StreamEvent(2, Array.Empty<byte>())).Single().Payload.Length.ShouldBe(0);
    }

    [Fact]
    public void A_step_allocates_nothing_once_its_buffer_exists()
    {
        var step = Grayscale.Definition.Begin(FunctionParameters.None);
        var frame = new StreamEvent(0, new byte[57_600]);
        for (var i = 0; i < 100; i++)
        {
            step(frame);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        step(frame);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
