using System.Text;
using System.Text.Json;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Producing;

/// <summary>Asks a control plane how a stream ended, where the stream's own connection could not carry its report.
/// </summary>
internal static class Outcome
{
    /// <summary>The report, or null where the control plane does not know it or does not answer.</summary>
    public static StreamSummary? Ask(string socketPath, string streamId, TimeSpan limit)
    {
        try
        {
            var frame = Question.Ask(socketPath, FrameType.Outcome, Encoding.UTF8.GetBytes(streamId), limit);
            var summary = StreamSummary.Read(frame.Body.Span);
            return summary.Code == EndCode.NoReport ? null : summary;
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or JsonException)
        {
            return null;
        }
    }
}
