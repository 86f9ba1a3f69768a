using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Doors;

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

    /// <summary>A door's descriptors are at most this part of all.</summary>
    private const long DoorShare = 4;

    /// <summary>The same caps, connections lowered where there are too few descriptors.</summary>
    /// <param name="limits">The caps.</param>
    /// <param name="door">What a network door of this process may hold.</param>
    public static ServerLimits Within(ServerLimits limits, int door) => Within(limits, door, DescriptorLimit.Current);

    internal static ServerLimits Within(ServerLimits limits, int door, long descriptors)
    {
        var rest = descriptors - door;
        var most = Math.Max(rest / 2, rest - Own - (PerStream * limits.Streams));
        return limits with { Connections = (int)Math.Min(limits.Connections, most) };
    }

    /// <summary>The same door, its connections lowered where there are too few descriptors.</summary>
    public static DoorSettings Within(DoorSettings door) => Within(door, DescriptorLimit.Current);

    internal static DoorSettings Within(DoorSettings door, long descriptors)
    {
        var most = Math.Max(1, ((descriptors / DoorShare) - DoorSettings.MostRefused) / 2);
        return door with { Connections = (int)Math.Min(door.Connections, most) };
    }
}
