using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: however much a function says of its failure, its stream has one outcome, which is that failure,
/// whoever asks. Method: errors beyond the protocol's bound, whose reports as JSON would be larger than a frame.
/// </summary>
[Collection("Instances of this process")]
public sealed class LongErrorTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData(BufferPlace.Host, '"', 20_000)]
    [InlineData(BufferPlace.Host, 'x', 64 * 1024)]
    [InlineData(BufferPlace.Instance, '"', 20_000)]
    [InlineData(BufferPlace.Instance, 'x', 64 * 1024)]
    public async Task A_long_error_is_one_failure(BufferPlace at, char letter, int count)
    {
        using var plane = new TestPlane(null, ShellFunction.Failing(letter, count, at));
        using var stream = plane.Stream("wordy");
        stream.Send(0, 1);
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.FunctionFailed), end.Reason);
        end.Reason.ShouldBe("the function failed: " + new string(letter, 4096));
        Outcome.Ask(() => UnixSocket.Connect(plane.SocketPath), "wordy", Limit)!.Code
            .ShouldBe(EndCode.FunctionFailed);
        await TestPlane.UntilAsync(() => plane.Plane.Metrics is { Streams: 0, Connections: 0 });
        plane.Plane.Metrics.EndedByOutcome.Values.Sum().ShouldBe(1);
    }
}
