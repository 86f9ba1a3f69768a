using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a fault of the control plane's own is an outcome that its producer can read. Method: instances whose
/// start breaks in a way that nobody foresaw, before the producer was greeted.</summary>
public sealed class ReceptionTests : IInstanceSource
{
    [Fact]
    public void A_fault_before_the_greeting_is_told_behind_the_preamble()
    {
        var server = new ServerState(new ServerConfiguration { SocketPath = "/none", Owner = "tests" });
        var deployment = TestPlane.Function(Isolation.Process);
        server.Deployments.TryAdd(new DeployedFunction(deployment, this, null) { Nats = new NatsRoute(deployment) });
        var (theirs, ours) = UnixSocket.Pair();
        using (ours)
        {
            ours.Send(new FrameBuilder().Preamble().Open(new Opening("broken", "", 100, [])).Written, [], wait: true);
            using (theirs)
            {
                new Reception(server).Serve(theirs);
            }

            var end = Report(ours);
            (end.Outcome, end.Code, end.Reason).ShouldBe(
                (EndKind.Failed, EndCode.StartFailed, "InvalidOperationException: nobody foresaw it"));
        }

        server.Counters.ByOutcome().Values.Sum().ShouldBe(1);
        server.Admission.Streams.ShouldBe(0);
        server.WallClocks.Dispose();
    }

    InstanceLease IInstanceSource.Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first) =>
        throw new InvalidOperationException("nobody foresaw it");

    /// <summary>The reader refuses a frame that no preamble precedes.</summary>
    private static StreamSummary Report(StreamSocket socket)
    {
        var reader = new FrameReader();
        while (true)
        {
            if (reader.TryTake(out var frame))
            {
                frame.Type.ShouldBe(FrameType.Report);
                return StreamSummary.Read(frame.Body.Span);
            }

            var count = socket.Receive(reader.Space(), wait: true);
            count.ShouldBeGreaterThan(0);
            reader.Arrived(count);
        }
    }
}
