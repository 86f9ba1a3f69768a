using System.Text.Json;
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
    public static void Accept(StreamSocket client) =>
        client.Send(new FrameBuilder().Preamble().Control(FrameType.Accepted, []).Written, [], wait: false);

    /// <summary>Sends the last frame, within the limit; a client that is gone or takes nothing is left alone.</summary>
    /// <param name="client">Not owned.</param>
    /// <param name="summary">The report.</param>
    /// <param name="greeted">Whether the preamble was sent already.</param>
    /// <param name="limit">How long the client may take for it.</param>
    public static void Report(StreamSocket client, StreamSummary summary, bool greeted, TimeSpan limit) =>
        Send(client, JsonSerializer.SerializeToUtf8Bytes(summary, ReportJson.Default.StreamSummary), greeted, limit);

    /// <summary>Answers an observer.</summary>
    /// <param name="client">Not owned.</param>
    /// <param name="instances">As many of them as a frame holds.</param>
    /// <param name="limit">How long the client may take for it.</param>
    public static void Tell(StreamSocket client, InstanceSummary[] instances, TimeSpan limit) => Send(
        client, JsonSerializer.SerializeToUtf8Bytes(instances, ReportJson.Default.InstanceSummaryArray),
        greeted: false, limit);

    private static void Send(StreamSocket client, byte[] json, bool greeted, TimeSpan limit)
    {
        var frames = new FrameBuilder();
        var rest = (greeted ? frames : frames.Preamble()).Control(FrameType.Report, json).Written;
        try
        {
            rest = rest[Math.Max(0, client.Send(rest, [], wait: false))..];
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
