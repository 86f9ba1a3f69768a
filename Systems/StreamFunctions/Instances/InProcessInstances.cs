using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Instances on threads of the control plane, each over a socket pair: no isolation at all, but the same
/// protocol, and what a function throws fails its own stream only.</summary>
internal sealed class InProcessInstances(Func<FunctionStage, ISynchronousStreamFunction> create) : IInstanceSource
{
    private const int StackBytes = 256 * 1024;

    /// <inheritdoc />
    public InstanceLease Acquire(
        FunctionDeployment deployment, FunctionStage stage, string instanceId, ReadOnlySpan<byte> first)
    {
        var (ours, theirs) = UnixSocket.Pair();
        var sent = first.IsEmpty ? 0 : Math.Max(0, ours.Send(first, [], wait: false));
        var box = new ThreadInstance(
            _ => ours.Shutdown(), deployment.Deadlines.End);
        try
        {
            new Thread(() => Serve(theirs, stage, box), StackBytes) { IsBackground = true, Name = "function" }.Start();
        }
        catch (OutOfMemoryException none)
        {
            // What .NET says where the system has no thread left.
            ours.Dispose();
            theirs.Dispose();
            box.Dispose();
            throw new SandboxException($"no thread for {instanceId}: {none.Message}");
        }

        return new InstanceLease(instanceId, $"in-process:{string.Join(' ', stage.Arguments)}", WasParked: false, box)
        {
            Channel = ours,
            FirstSent = sent,
            Belongings = box,
        };
    }

    private void Serve(StreamSocket socket, FunctionStage stage, ThreadInstance box)
    {
        var connection = new InstanceConnection(socket, MonotonicClock.NowNs) { Cancellation = box.Cancellation };
        var exitCode = FunctionHost.Run(connection, () => create(stage));
        box.End(exitCode, ThreadCpu.Seconds);
    }
}
