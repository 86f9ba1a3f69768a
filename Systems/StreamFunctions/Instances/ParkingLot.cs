using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Starts instances that wait, in boxes that inherit descriptors.</summary>
/// <param name="sandbox">Their boxes.</param>
/// <param name="environment">Their variables, which say that they are parked.</param>
/// <param name="stage">What they run.</param>
/// <param name="newId">Gives a fresh identity.</param>
/// <param name="listener">A listener that they inherit, to accept their producer by themselves; −1: none.</param>
internal sealed class ParkingLot(
    ISandbox sandbox, InstanceEnvironment environment, FunctionStage stage, Func<string> newId, int listener)
    : IParkingLot
{
    /// <inheritdoc />
    public ParkedInstance Start()
    {
        var id = newId();
        var (ours, theirs) = UnixSocket.Pair();
        try
        {
            var box = sandbox.Start(new SandboxCommand(stage.Executable, stage.Arguments, environment.Shared)
            {
                InheritedDescriptors = listener < 0 ? [theirs.Descriptor] : [theirs.Descriptor, listener],
                InstanceId = id,
            });
            return new ParkedInstance(id, stage.Executable, ours, box);
        }
        catch
        {
            ours.Dispose();
            throw;
        }
        finally
        {
            theirs.Dispose();
        }
    }
}
