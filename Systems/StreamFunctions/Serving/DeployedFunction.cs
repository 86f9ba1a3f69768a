using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Buffering;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>A deployment with what serves it. It outlives its removal until its last stream has ended.</summary>
/// <param name="deployment">What was asked for.</param>
/// <param name="instances">Where the instances come from.</param>
/// <param name="sandbox">Their boxes; null in process.</param>
internal sealed class DeployedFunction(
    FunctionDeployment deployment, IInstanceSource instances, ISandbox? sandbox)
{
    private readonly Lock _use = new();
    private int _streams;
    private bool _isRemoved;

    /// <summary>What was asked for.</summary>
    public FunctionDeployment Deployment { get; } = deployment;

    /// <summary>Its NATS servers, where it uses any.</summary>
    public required NatsRoute Nats { get; init; }

    /// <summary>Where the instances come from.</summary>
    public IInstanceSource Instances { get; } = instances;

    /// <summary>The same where the producer's connection is handed over; null where it is not.</summary>
    public IHandingInstances? Handing { get; init; }

    /// <summary>Its parked instances, or null.</summary>
    public ParkedInstances? Pool { get; init; }

    /// <summary>Where parked instances accept their producers by themselves, or null.</summary>
    public SelfService? Door { get; init; }

    /// <summary>For <see cref="RelayedStream.Outputs"/>; null: the producer.</summary>
    public Func<IFrameSink>? OutputsOf(string streamId) => Deployment.Output.IsDropped
        ? () => new DroppingSink()
        : Nats.OutputsOf(streamId);

    /// <summary>The protections that are off or that nothing enforces.</summary>
    public IReadOnlyList<string> Relaxed =>
        [.. (sandbox?.Relaxed ?? ["no isolation"]).Concat(HostOrders.Relaxed(Deployment)).Distinct()];

    /// <summary>Whether an instance gets the producer's own connection.</summary>
    public bool HandsOver => Handing is not null;

    /// <summary>Whether the next stream's instance has to be started; not in process, and not while one is parked.
    /// </summary>
    public bool StartsInstance =>
        Deployment.Isolation != Isolation.InProcess && (Door is not null || Pool is not { Count: > 0 });

    /// <summary>Whether the function runs on the thread that accepted its producer.</summary>
    public bool RunsDirectly => Deployment.Isolation == Isolation.InProcess && IsAtInstance(Deployment);

    /// <summary>Whether events wait in memory where the function is, and not here.</summary>
    public static bool IsAtInstance(FunctionDeployment deployment) =>
        deployment.Buffer is { At: BufferPlace.Instance, Kind: BufferKind.Memory };

    /// <summary>Whether parked instances accept their producers by themselves, for which they inherit a listener.
    /// </summary>
    public static bool AcceptsByItself(FunctionDeployment deployment) =>
        deployment.Pool is not null && IsAtInstance(deployment) && deployment.Isolation != Isolation.Docker;

    /// <summary>Streams now.</summary>
    public int Streams
    {
        get
        {
            lock (_use)
            {
                return _streams;
            }
        }
    }

    /// <summary>A stream begins; false where it was removed.</summary>
    public bool TryEnter()
    {
        lock (_use)
        {
            _streams += _isRemoved ? 0 : 1;
            return !_isRemoved;
        }
    }

    /// <summary>A stream has ended.</summary>
    public void Leave()
    {
        bool isLast;
        lock (_use)
        {
            isLast = --_streams == 0 && _isRemoved;
        }

        if (isLast)
        {
            Free();
        }
    }

    /// <summary>Takes no further stream; parked instances end now, the sandbox with the last stream.</summary>
    public void Remove()
    {
        bool isUnused;
        lock (_use)
        {
            isUnused = !_isRemoved && _streams == 0;
            _isRemoved = true;
        }

        Door?.Dispose();
        Pool?.Dispose();
        if (isUnused)
        {
            Free();
        }
    }

    private void Free() => sandbox?.DisposeAsync().AsTask().GetAwaiter().GetResult();
}
