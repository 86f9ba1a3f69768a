using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Keeps the caps within the descriptors that this process may hold (RLIMIT_NOFILE): a runtime without any left ends
/// itself, and with it every stream, so connections are refused before that.
/// </summary>
internal static class DescriptorBudget
{
    /// <summary>An instance's channel, its standard error and a handle of its process.</summary>
    private const long PerStream = 3;

    /// <summary>The runtime, its files, listeners and pollers.</summary>
    private const long Own = 256;

    /// <summary>The numbers below the limit that no connection may have: the kernel gives the lowest that is free, so
    /// where it gives one of these, only so many are left for starts and for the runtime's threads.</summary>
    public const long Kept = 64;

    /// <summary>The same caps, connections lowered where there are too few descriptors.</summary>
    public static ServerLimits Within(ServerLimits limits) => Within(limits, DescriptorLimit.Current);

    internal static ServerLimits Within(ServerLimits limits, long descriptors)
    {
        var most = Math.Max(descriptors / 2, descriptors - Own - (PerStream * limits.Streams));
        return limits with { Connections = (int)Math.Min(limits.Connections, most) };
    }
}
