using System.Text.Json;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>Asks a control plane which instances live.</summary>
public static class LiveInstances
{
    /// <summary>The live instances, in no order.</summary>
    /// <param name="socketPath">Where the control plane listens.</param>
    /// <param name="limit">How long to wait for its answer.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    /// <exception cref="ProtocolException">It answers something else, such as a rejection.</exception>
    public static IReadOnlyList<InstanceSummary> Read(string socketPath, TimeSpan limit)
    {
        using var socket = UnixSocket.Connect(socketPath);
        var question = new FrameBuilder().Preamble().Control(FrameType.Observe, []);
        socket.Send(question.Written, [], wait: false);
        var deadlineNs = MonotonicClock.NowNs + (long)limit.TotalNanoseconds;
        var reader = new FrameReader();
        Frame frame;
        while (!reader.TryTake(out frame))
        {
            var ready = Waiting.For(socket, Readiness.Readable, deadlineNs);
            var count = ready == Readiness.None ? 0 : socket.Receive(reader.Space(), wait: false);
            if (count <= 0)
            {
                throw new IOException("the control plane does not tell its instances");
            }

            reader.Arrived(count);
        }

        try
        {
            return JsonSerializer.Deserialize(frame.Body.Span, ReportJson.Default.InstanceSummaryArray) ?? [];
        }
        catch (JsonException notAList)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"no list of instances: {notAList.Message}");
        }
    }
}
