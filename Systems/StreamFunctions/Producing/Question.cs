using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>A question to a control plane, on a connection of its own.</summary>
internal static class Question
{
    /// <summary>Asks, and gives the one frame of the answer.</summary>
    /// <exception cref="IOException">It does not answer in time.</exception>
    /// <exception cref="ProtocolException">It answers something else.</exception>
    public static Frame Ask(string socketPath, FrameType type, ReadOnlySpan<byte> body, TimeSpan limit)
    {
        using var socket = UnixSocket.Connect(socketPath);
        socket.Send(new FrameBuilder().Preamble().Control(type, body).Written, [], wait: false);
        var deadlineNs = MonotonicClock.NowNs + (long)limit.TotalNanoseconds;
        var reader = new FrameReader();
        Frame frame;
        while (!reader.TryTake(out frame))
        {
            var ready = Waiting.For(socket, Readiness.Readable, deadlineNs);
            var count = ready == Readiness.None ? 0 : socket.Receive(reader.Space(), wait: false);
            if (count <= 0)
            {
                throw new IOException("the control plane does not answer");
            }

            reader.Arrived(count);
        }

        return frame;
    }
}
