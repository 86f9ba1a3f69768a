using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: a stream that cannot be made leaves nothing behind. Method: the link of its second stage breaks when
/// the sink of its outputs is there.</summary>
public sealed class UnmadeStreamTests : IStreamInstances, IStreamSurroundings
{
    bool IStreamSurroundings.IsEnding => false;

    double? IStreamSurroundings.CpuSeconds => null;

    [Fact]
    public void What_was_made_is_disposed_once()
    {
        var sink = new Sink();
        var plan = new StreamPlan
        {
            StreamId = "s",
            MaximumPayload = 100,
            Stages = 2,
            Link = stage => stage == 0
                ? new MemoryLink(new BufferPolicy(), [])
                : throw new InvalidOperationException("no second link"),
            Outputs = () => sink,
            AdmittedNs = 0,
        };
        var (producer, other) = UnixSocket.Pair();
        using (producer)
        using (other)
        {
            Should.Throw<InvalidOperationException>(
                () => new StreamCore(plan, new SocketChannel(producer), new FrameReader(), this, this, 0))
                .Message.ShouldBe("no second link");
        }

        sink.Disposals.ShouldBe(1);
    }

    IStreamInstance IStreamInstances.Acquire(int stage, ReadOnlySpan<byte> first) =>
        throw new InvalidOperationException("it has no instances");

    void IStreamSurroundings.Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle)
    {
    }

    void IStreamSurroundings.Accepted()
    {
    }

    void IStreamSurroundings.Ended(string instanceId)
    {
    }

    void IStreamSurroundings.Reporting(StreamSummary summary)
    {
    }

    private sealed class Sink : IFrameSink
    {
        public int Disposals { get; private set; }

        public bool HasPending => false;

        public string? Lost => null;

        public int Descriptor => -1;

        public Readiness Wanted => Readiness.None;

        public bool Offer(ReadOnlySpan<byte> frame) => true;

        public void Flush()
        {
        }

        public void Dispose() => Disposals++;
    }
}
