using Eval.Systems.StreamFunctions.Lifecycle;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The ends by deadline of streams that are not relayed.</summary>
internal static class Overdue
{
    /// <summary>From the opening to the end.</summary>
    public static StreamEnd Stream { get; } = StreamEnd.Failed(EndCode.TooLong, "the stream took too long");

    /// <summary>An event that waits.</summary>
    public static StreamEnd Event { get; } = StreamEnd.Failed(EndCode.EventTooLong, "an event was not taken in time");

    /// <summary>From the start to the instance's hello.</summary>
    public static StreamEnd Start { get; } =
        StreamEnd.Failed(EndCode.StartTooLong, "the instance was not ready in time");
}
