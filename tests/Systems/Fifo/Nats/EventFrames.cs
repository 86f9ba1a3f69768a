using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>Event frames, as a producer would send them.</summary>
internal static class EventFrames
{
    /// <summary>A whole frame with that payload.</summary>
    public static byte[] Of(long sequence, params byte[] payload) =>
    [
        .. new FrameBuilder().EventHead(FrameType.Event, new StreamEvent(sequence, payload)).Written, .. payload,
    ];

    /// <summary>A frame whose payload is random.</summary>
    public static byte[] Random(Random random, long sequence, int largest)
    {
        var payload = new byte[random.Next(largest)];
        random.NextBytes(payload);
        return Of(sequence, payload);
    }
}
