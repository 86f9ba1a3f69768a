using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// One stream through the control plane, from its opening to its report, on the calling thread. A deployment whose
/// buffer or outputs are elsewhere gives its own link or sink.
/// </summary>
internal sealed record RelayedStream
{
    // One buffer for all streams of a thread, one after the other: new memory would cost a warm start its page faults.
    [ThreadStatic]
    private static FrameReader? _fromInstance;

    /// <summary>The producer's connection; belongs to the caller.</summary>
    public required StreamSocket Producer { get; init; }

    /// <summary>Its reader, from which the opening was taken last.</summary>
    public required FrameReader FromProducer { get; init; }

    /// <summary>The opening's frame, still valid.</summary>
    public required Frame OpeningFrame { get; init; }

    /// <summary>The same, read.</summary>
    public required Opening Opening { get; init; }

    /// <summary>When the connection was accepted, MonotonicClock nanoseconds.</summary>
    public required long AdmittedNs { get; init; }

    /// <summary>What was asked for.</summary>
    public required FunctionDeployment Deployment { get; init; }

    /// <summary>Where its instances come from.</summary>
    public required IInstanceSource Instances { get; init; }

    /// <summary>Makes an identity for an instance.</summary>
    public required Func<string> NewInstanceId { get; init; }

    /// <summary>The control plane.</summary>
    public required IStreamSurroundings Surroundings { get; init; }

    /// <summary>Makes the link of a stage out of the opening's bytes; null: <see cref="MemoryLink"/>.</summary>
    public Func<int, ReadOnlyMemory<byte>, IEventLink>? Link { get; init; }

    /// <summary>Makes the sink of the last stage's outputs; null: the producer gets them.</summary>
    public Func<IFrameSink>? Outputs { get; init; }

    /// <summary>Serves the stream. Whatever goes wrong ends up in the summary, which the producer got, too.</summary>
    public StreamSummary Serve()
    {
        var opening = OpeningFrame.Bytes.ToArray();
        var fromInstance = _fromInstance ??= new FrameReader();
        fromInstance.Reset();
        fromInstance.MaximumPayload = Opening.MaximumPayload;
        var plan = new StreamPlan
        {
            StreamId = Opening.StreamId,
            MaximumPayload = Opening.MaximumPayload,
            Stages = Deployment.Stages.Count,
            Deadlines = Deployment.Deadlines,
            Link = stage => Link?.Invoke(stage, opening) ?? new MemoryLink(Deployment.Buffer, opening),
            Outputs = Outputs,
            BuffersInside = Deployment.Buffer is { Kind: BufferKind.Nats, At: BufferPlace.Instance },
            AdmittedNs = AdmittedNs,
            FromInstance = fromInstance,
        };
        using var core = new StreamCore(
            plan, new SocketChannel(Producer), FromProducer, new LeasedInstances(Instances, Deployment, NewInstanceId),
            Surroundings, MonotonicClock.NowNs);
        StreamDriver.Run(core);
        return core.Summary!;
    }
}
