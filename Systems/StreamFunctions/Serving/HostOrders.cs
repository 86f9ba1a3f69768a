using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What a deployment's hosts are told by variables (PROTOCOL.md).</summary>
internal static class HostOrders
{
    /// <summary>What waits is in NATS and, where the function is slow, in its host too: an eighth of the instance's
    /// memory leaves room for both beside the function.</summary>
    private const int BufferShare = 8;

    /// <summary>What hosts that harden themselves will not do to themselves here, in the words of a row's relaxed
    /// column.</summary>
    public static IEnumerable<string> Relaxed(FunctionDeployment deployment) => SelfProtection.Relaxed(
        deployment.Isolation, deployment.Stages[0].Executable, deployment.Hardening);

    /// <summary>Name and value of each variable.</summary>
    public static Dictionary<string, string> Of(FunctionDeployment deployment, TimeSpan handshake, bool parked)
    {
        var orders = new Dictionary<string, string>(SelfProtection.Orders(
            deployment.Isolation, deployment.Stages[0].Executable, deployment.Limits, deployment.Hardening));
        if (deployment.Buffer is { At: BufferPlace.Instance, Kind: BufferKind.Nats } buffer)
        {
            orders[HostVariable.BufferEvents] = Text(buffer.Events);
            orders[HostVariable.BufferBytes] = Text(
                Math.Min(buffer.Bytes, deployment.Limits.MemoryBytes / BufferShare));
        }

        if (DeployedFunction.IsAtInstance(deployment))
        {
            orders[HostVariable.IdleMilliseconds] = Milliseconds(deployment.Deadlines.Idle);
            orders[HostVariable.FrameMilliseconds] = Milliseconds(deployment.Deadlines.MidFrame);
        }

        if (parked)
        {
            orders[HostVariable.Parked] = "1";
            if (DeployedFunction.AcceptsByItself(deployment))
            {
                orders[HostVariable.Accept] = "1";
                orders[HostVariable.HandshakeMilliseconds] = Milliseconds(handshake);
            }
        }

        return orders;
    }

    private static string Milliseconds(TimeSpan time) => Text((long)Math.Ceiling(time.TotalMilliseconds));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
