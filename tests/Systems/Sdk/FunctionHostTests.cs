using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Sdk;

/// <summary>Goal: both kinds of function get the stream and its parameters, and every end has its frame and exit code.
/// Method: the host on a thread, the test as its control plane.</summary>
public sealed class FunctionHostTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_function_gets_opening_and_events_and_its_outputs_trailer_and_end_come_back(bool isAsynchronous)
    {
        var (ours, theirs) = UnixSocket.Pair();
        var host = Task.Run(() => isAsynchronous
            ? FunctionHost.RunAsync(new InstanceConnection(theirs, 1), new Doubling())
            : Task.FromResult(FunctionHost.Run(new InstanceConnection(theirs, 1), () => new Doubling())));
        Say(ours, frames => frames.Preamble().Open(new Opening("s", "", 100, [new("times", "2")])));
        Say(ours, frames => frames.EventHead(FrameType.Event, new StreamEvent(5, new byte[1])), [21]);
        Say(ours, frames => frames.Control(FrameType.End, []));

        var heard = Listen(ours, FrameType.End);
        ours.Shutdown();

        heard.Select(frame => frame.Type).ShouldBe(
            [FrameType.Hello, FrameType.Output, FrameType.Output, FrameType.Trailer, FrameType.End]);
        heard[1].Body.ShouldBe(heard[2].Body);
        heard[1].Body[^1].ShouldBe((byte)42);
        heard[3].Body.ShouldBe([0, 0, 7]);
        (await host).ShouldBe(0);
        ours.Dispose();
    }

    [Fact]
    public async Task A_function_that_throws_says_so_and_ends_with_code_1()
    {
        var (ours, theirs) = UnixSocket.Pair();
        var host = Task.Run(() => FunctionHost.Run(
            new InstanceConnection(theirs, 1), () => throw new NotSupportedException("not today")));

        var error = Listen(ours, FrameType.Error).ShouldHaveSingleItem();
        ours.Shutdown();

        System.Text.Encoding.UTF8.GetString(error.Body).ShouldBe("NotSupportedException: not today");
        (await host).ShouldBe(1);
        ours.Dispose();
    }

    [Fact]
    public async Task A_stream_that_breaks_off_ends_the_host_with_code_2()
    {
        var (ours, theirs) = UnixSocket.Pair();
        var host = Task.Run(() => FunctionHost.Run(new InstanceConnection(theirs, 1), () => new Doubling()));
        Say(ours, frames => frames.Preamble().Open(new Opening("s", "", 100, [])));
        ours.Dispose();

        (await host).ShouldBe(2);
    }

    private static void Say(StreamSocket socket, Func<FrameBuilder, FrameBuilder> frame, byte[]? payload = null) =>
        socket.Send(frame(new FrameBuilder()).Written, payload ?? [], wait: true);

    private static List<(FrameType Type, byte[] Body)> Listen(StreamSocket socket, FrameType last)
    {
        var reader = new FrameReader();
        var heard = new List<(FrameType Type, byte[] Body)>();
        while (heard.Count == 0 || heard[^1].Type != last)
        {
            while (reader.TryTake(out var frame))
            {
                heard.Add((frame.Type, frame.Body.ToArray()));
            }

            if (heard.Count == 0 || heard[^1].Type != last)
            {
                var count = socket.Receive(reader.Space(), wait: true);
                count.ShouldBeGreaterThan(0);
                reader.Arrived(count);
            }
        }

        return heard;
    }

    /// <summary>Gives each first byte, times the parameter, twice, and leaves the trailer 7.</summary>
    private sealed class Doubling : ISynchronousStreamFunction, IStreamFunction
    {
        public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
        {
            foreach (var item in input)
            {
                var output = Times(item, context);
                yield return output;
                yield return output;
            }

            context.Trailer = new byte[] { 7 };
        }

        public async IAsyncEnumerable<StreamEvent> RunAsync(IAsyncEnumerable<StreamEvent> input, StreamContext context)
        {
            await foreach (var item in input)
            {
                var output = Times(item, context);
                yield return output;
                yield return output;
            }

            context.Trailer = new byte[] { 7 };
        }

        private static StreamEvent Times(StreamEvent item, StreamContext context) => item with
        {
            Payload = new[] { (byte)(item.Payload.Span[0] * int.Parse(
                context.Parameters["times"], System.Globalization.CultureInfo.InvariantCulture)) },
        };
    }
}
