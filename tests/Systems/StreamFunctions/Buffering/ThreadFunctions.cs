using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Instances;

namespace Eval.Tests.Systems.StreamFunctions.Buffering;

/// <summary>Instances that are threads of the test: each stage's function is made from its first argument.</summary>
internal sealed class ThreadFunctions(Func<string, ISynchronousStreamFunction> create) : IInstanceSource
{
    private int _live;

    /// <summary>How many run.</summary>
    public int Live => Volatile.Read(ref _live);

    public InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first)
    {
        var (ours, theirs) = UnixSocket.Pair();
        var sent = ours.Send(first, [], wait: false);
        var instance = new UnboxedInstance();
        Interlocked.Increment(ref _live);
        new Thread(() =>
        {
            FunctionHost.Run(new InstanceConnection(theirs, MonotonicClock.NowNs), () => create(stage.Arguments[0]));
            Interlocked.Decrement(ref _live);
            instance.End();
        }).Start();
        return new InstanceLease(instanceId, "thread", WasParked: false, instance) { Channel = ours, FirstSent = sent };
    }
}
