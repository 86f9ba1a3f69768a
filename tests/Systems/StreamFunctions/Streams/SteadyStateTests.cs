using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;
using Shouldly;
using Xunit;
using Poll = Eval.Systems.StreamFunctions.Connections.LibC;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>Goal: relaying an event allocates nothing in steady state. Method: real sockets, the test as producer and
/// as instance, the core in between, all on one thread.</summary>
public sealed class SteadyStateTests : IStreamInstances, IStreamSurroundings
{
    private readonly (StreamSocket Core, StreamSocket Other) _producer = UnixSocket.Pair();
    private readonly (StreamSocket Core, StreamSocket Other) _instance = UnixSocket.Pair();
    private readonly byte[] _buffer = new byte[64 * 1024];

    bool IStreamSurroundings.IsEnding => false;

    double? IStreamSurroundings.CpuSeconds => null;

    [Fact]
    public void Relaying_an_event_allocates_nothing()
    {
        var frames = new FrameBuilder();
        var opening = frames.Open(new Opening("s", "", 1 << 20, [])).Written.ToArray();
        var reader = new FrameReader();
        Wire.Preamble.CopyTo(reader.Space());
        reader.Arrived(Wire.Preamble.Length);
        var plan = new StreamPlan
        {
            StreamId = "s",
            MaximumPayload = 1 << 20,
            Stages = 1,
            Link = _ => new MemoryLink(new BufferPolicy(), opening),
            AdmittedNs = 0,
        };
        using var core = new StreamCore(plan, new SocketChannel(_producer.Core), reader, this, this, 0);
        var waits = new WaitSet();
        core.Step(waits, 0).ShouldBeFalse();
        var hello = frames.Clear().Preamble().Hello(new Greeting(1, 1, 1)).Written.ToArray();
        Relay(core, waits, _instance.Other, hello, _instance.Other);
        core.State.ShouldBe(StreamState.Running);
        byte[] Frame(FrameType type) =>
            [.. frames.Clear().EventHead(type, new StreamEvent(7, new byte[9_000])).Written, .. new byte[9_000]];
        var (item, output) = (Frame(FrameType.Event), Frame(FrameType.Output));
        _producer.Other.Receive(_buffer, wait: true);

        var (allocated, moved) = (0L, 0);
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            moved += Relay(core, waits, _producer.Other, item, _instance.Other);
            moved += Relay(core, waits, _instance.Other, output, _producer.Other);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        moved.ShouldBe(100 * (item.Length + output.Length));
        allocated.ShouldBe(0);
    }

    IStreamInstance IStreamInstances.Acquire(int stage, ReadOnlySpan<byte> first)
    {
        _instance.Core.Send(first, [], wait: false);
        return new Instance(new SocketChannel(_instance.Core), first.Length);
    }

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

    private unsafe int Relay(StreamCore core, WaitSet waits, StreamSocket from, byte[] frame, StreamSocket to)
    {
        from.Send(frame, [], wait: true);
        fixed (Poll.PollEntry* entries = waits.Entries)
        {
            _ = Poll.poll(entries, (nuint)waits.Count, 0);
        }

        core.Step(waits, 1);
        return to.Receive(_buffer, wait: false);
    }

    private sealed class Instance(IByteChannel channel, int firstSent) : IStreamInstance, ISandboxedInstance
    {
        private readonly TaskCompletionSource<ProcessExit> _exited = new();

        public (string InstanceId, string Executable, bool WasParked) Identity => ("i", "test", false);

        public ISandboxedInstance Box => this;

        public IByteChannel? Channel => channel;

        public int FirstSent => firstSent;

        public int Listener => -1;

        public int? ProcessId => null;

        public long StartIssuedNs => 0;

        public Task<long> Started { get; } = Task.FromResult(0L);

        public Task<ProcessExit> Exited => _exited.Task;

        public void Connect()
        {
        }

        public void SamplePeakRss()
        {
        }

        public void Kill()
        {
        }

        public void Dispose()
        {
        }
    }
}
