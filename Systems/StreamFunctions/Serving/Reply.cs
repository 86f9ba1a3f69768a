using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What the control plane says to a client by itself.</summary>
internal static class Reply
{
    /// <summary>Admits a producer.</summary>
    /// <exception cref="IOException">It is gone.</exception>
    public static void Accept(StreamRequest request)
    {
        request.Client.Send(new FrameBuilder().Preamble().Control(FrameType.Accepted, []).Written, [], wait: false);
        request.Stream.WasGreeted = true;
    }

    /// <summary>The frames that end a connection.</summary>
    /// <param name="summary">The report.</param>
    /// <param name="greeted">Whether the preamble was sent already.</param>
    public static byte[] FramesOf(StreamSummary summary, bool greeted)
    {
        var frames = new FrameBuilder();
        return (greeted ? frames : frames.Preamble())
            .Control(FrameType.Report, ReportBody.Of(summary))
            .Written.ToArray();
    }

    /// <summary>The live instances, for an observer.</summary>
    public static byte[] FramesOf(InstanceSummary[] instances) =>
        InstanceLists.Write(new FrameBuilder().Preamble(), instances).Written.ToArray();

    /// <summary>Sends the last frames, within the limit; a client that is gone or takes nothing is left alone.
    /// </summary>
    /// <param name="client">Not owned.</param>
    /// <param name="frames">The frames.</param>
    /// <param name="limit">How long the client may take for them.</param>
    public static void Send(StreamSocket client, ReadOnlySpan<byte> frames, TimeSpan limit)
    {
        try
        {
            var rest = frames[Math.Max(0, client.Send(frames, [], wait: false))..];
            var deadlineNs = rest.IsEmpty ? 0 : MonotonicClock.NowNs + (long)limit.TotalNanoseconds;
            while (!rest.IsEmpty && Waiting.For(client, Readiness.Writable, deadlineNs) == Readiness.Writable)
            {
                rest = rest[Math.Max(0, client.Send(rest, [], wait: false))..];
            }
        }
        catch (IOException)
        {
            // The client did not wait for it.
        }
    }
}
