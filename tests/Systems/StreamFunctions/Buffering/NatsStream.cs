using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;
using Eval.Systems.Sandboxes;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>One stream through the real core on a thread of its own, as a serving thread would run it; the test is its
/// producer, by blocking calls.</summary>
internal sealed class NatsStream : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly StreamSocket _socket;
    private readonly StreamSocket _theirs;
    private readonly FrameReader _reader = new();
    private readonly Task<StreamSummary> _served;
    private readonly BoxKeeper _surroundings = new();

    public NatsStream(
        FunctionDeployment deployment, IInstanceSource instances, string streamId = "stream",
        params KeyValuePair<string, string>[] parameters)
    {
        (_socket, _theirs) = UnixSocket.Pair();
        var route = new NatsRoute(deployment);
        var opening = new Opening(streamId, "", 1 << 20, parameters);
        var frames = new FrameBuilder().Preamble().Open(opening).Written.ToArray();
        _served = Task.Factory.StartNew(
            () => Serve(deployment, instances, route, opening, frames),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>The box of its first instance; null before it was started.</summary>
    public ISandboxedInstance? Box => _surroundings.Box;

    /// <summary>The control plane's summary.</summary>
    public Task<StreamSummary> EndAsync() => _served.WaitAsync(Limit);

    public void Send(long sequence, params byte[] payload) => _socket.Send(
        new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(sequence, payload)).Written, payload, wait: true);

    /// <summary>As far as it is taken without waiting: false where nothing is.</summary>
    public bool TrySend(ReadOnlySpan<byte> bytes) => _socket.Send(bytes, [], wait: false) == bytes.Length;

    public void Complete() => _socket.Send(new FrameBuilder().Control(FrameType.End, []).Written, [], wait: true);

    /// <summary>All outputs until the report.</summary>
    public List<(long Sequence, byte[] Payload)> Outputs(int atMost = int.MaxValue)
    {
        var outputs = new List<(long Sequence, byte[] Payload)>();
        while (outputs.Count < atMost && Take() is { Type: not FrameType.Report } frame)
        {
            if (frame.Type == FrameType.Output)
            {
                var output = EventFrame.Read(frame);
                outputs.Add((output.Sequence, output.Payload.ToArray()));
            }
        }

        return outputs;
    }

    public void Dispose()
    {
        _socket.Dispose();
        _served.Wait(Limit);
        _theirs.Dispose();
    }

    private StreamSummary Serve(
        FunctionDeployment deployment, IInstanceSource instances, NatsRoute route, Opening opening, byte[] frames)
    {
        var reader = new FrameReader();
        frames.CopyTo(reader.Space());
        reader.Arrived(frames.Length);
        reader.TryTake(out var frame);
        try
        {
            return new RelayedStream
            {
                Producer = _theirs,
                FromProducer = reader,
                OpeningFrame = frame,
                Opening = opening,
                AdmittedNs = MonotonicClock.NowNs,
                Deployment = deployment,
                Instances = instances,
                NewInstanceId = () => Guid.NewGuid().ToString("N"),
                Surroundings = _surroundings,
                Link = route.Link,
                Outputs = route.OutputsOf(opening.StreamId),
            }.Serve();
        }
        finally
        {
            _theirs.Shutdown();
        }
    }

    private Frame? Take()
    {
        Frame frame;
        while (!_reader.TryTake(out frame))
        {
            var count = _socket.Receive(_reader.Space(), wait: true);
            if (count == 0)
            {
                return null;
            }

            _reader.Arrived(count);
        }

        return frame;
    }

    private sealed class BoxKeeper : IStreamSurroundings
    {
        public ISandboxedInstance? Box { get; private set; }

        public bool IsEnding => false;

        public double? CpuSeconds => null;

        public void Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle) => Box ??= box;

        public void Accepted()
        {
        }

        public void Ended(string instanceId)
        {
        }

        public void Reporting(StreamSummary summary)
        {
        }
    }
}
