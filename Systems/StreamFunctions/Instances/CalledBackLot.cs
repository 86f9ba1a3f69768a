using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>Starts instances that wait, in boxes that inherit nothing: one is parked once it has called back.</summary>
/// <param name="instances">Starts them, with variables that say that they are parked.</param>
/// <param name="stage">What they run.</param>
/// <param name="newId">Gives a fresh identity.</param>
/// <param name="limit">How long one may take to call.</param>
internal sealed class CalledBackLot(
    CalledBackInstances instances, FunctionStage stage, Func<string> newId, TimeSpan limit) : IParkingLot
{
    /// <inheritdoc />
    public ParkedInstance Start()
    {
        var lease = instances.Start(stage, newId());
        try
        {
            var deadlineNs = MonotonicClock.NowNs + (long)limit.TotalNanoseconds;
            return CallBack.Await(lease, producer: null, deadlineNs) == CallBack.Result.Called
                ? new ParkedInstance(lease.InstanceId, lease.Executable, lease.Channel!, lease.Instance)
                {
                    Belongings = lease.Belongings,
                }
                : throw new SandboxException("an instance to be parked did not call back");
        }
        catch
        {
            lease.Instance.Kill();
            lease.Dispose();
            throw;
        }
    }
}
