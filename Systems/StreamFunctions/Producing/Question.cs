using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>A question to a control plane, on a connection of its own.</summary>
internal static class Question
{
    /// <summary>Asks, and hands on the frames of the answer.</summary>
    /// <param name="connect">Makes the connection.</param>
    /// <param name="type">What is asked.</param>
    /// <param name="body">The question's own bytes.</param>
    /// <param name="limit">How long the whole answer may take.</param>
    /// <param name="isLast">Told each frame, valid until it returns; says whether it is the last.</param>
    /// <exception cref="IOException">It does not answer in time.</exception>
    /// <exception cref="ProtocolException">It answers something else.</exception>
    public static void Ask(
        Func<StreamSocket> connect, FrameType type, ReadOnlySpan<byte> body, TimeSpan limit, Func<Frame, bool> isLast)
    {
        using var socket = connect();
        socket.Send(new FrameBuilder().Preamble().Control(type, body).Written, [], wait: false);
        var deadlineNs = MonotonicClock.NowNs + (long)limit.TotalNanoseconds;
        var reader = new FrameReader();
        while (true)
        {
            while (reader.TryTake(out var frame))
            {
                if (isLast(frame))
                {
                    return;
                }
            }

            var ready = Waiting.For(socket, Readiness.Readable, deadlineNs);
            var count = ready == Readiness.None ? 0 : socket.Receive(reader.Space(), wait: false);
            if (count <= 0)
            {
                throw new IOException("the control plane does not answer");
            }

            reader.Arrived(count);
        }
    }
}
