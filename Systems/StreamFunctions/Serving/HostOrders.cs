using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Hosting;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What a deployment's hosts are told by variables (PROTOCOL.md).</summary>
internal static class HostOrders
{
    /// <summary>The user without rights of its own, by convention of every distribution.</summary>
    private const int Nobody = 65534;

    /// <summary>What waits is in NATS and, where the function is slow, in its host too: an eighth of the instance's
    /// memory leaves room for both beside the function.</summary>
    private const int BufferShare = 8;

    /// <summary>What hosts that harden themselves will not do to themselves here, in the words of a row's relaxed
    /// column.</summary>
    public static IEnumerable<string> Relaxed(FunctionDeployment deployment)
    {
        if (deployment.Isolation != Isolation.Process)
        {
            return [];
        }

        // A control plane without privileges has none to take from its instances.
        var hardening = deployment.Hardening with
        {
            User = BecomesNobody(deployment) || (deployment.Hardening.User && !Environment.IsPrivilegedProcess),
        };
        return hardening.Relaxed.Where(word => word is "user" or "no-new-privileges" or "limits");
    }

    /// <summary>Name and value of each variable.</summary>
    public static Dictionary<string, string> Of(FunctionDeployment deployment, TimeSpan handshake, bool parked)
    {
        var orders = new Dictionary<string, string>();
        if (deployment.Isolation == Isolation.Process)
        {
            orders[HostVariable.Parent] = Text(Environment.ProcessId);
            Harden(orders, deployment);
        }

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

    /// <summary>A child by spawn alone has nobody else to do it; from bubblewrap up it is enforced from outside.
    /// </summary>
    private static void Harden(Dictionary<string, string> orders, FunctionDeployment deployment)
    {
        if (deployment.Hardening.Limits)
        {
            orders[HostVariable.Files] = Text(deployment.Limits.Files);
        }

        if (deployment.Hardening.NoNewPrivileges)
        {
            orders[HostVariable.NoNewPrivileges] = "1";
        }

        if (BecomesNobody(deployment))
        {
            orders[HostVariable.User] = Text(Nobody);
        }
    }

    private static bool BecomesNobody(FunctionDeployment deployment) =>
        deployment.Hardening.User && Environment.IsPrivilegedProcess
        && OpenProgram.IsReadableByAll(deployment.Stages[0].Executable);

    private static string Milliseconds(TimeSpan time) => Text((long)Math.Ceiling(time.TotalMilliseconds));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
