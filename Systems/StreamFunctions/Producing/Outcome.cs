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
    public static StreamSummary? Ask(Func<StreamSocket> connect, string streamId, TimeSpan limit)
    {
        try
        {
            StreamSummary? summary = null;
            Question.Ask(connect, FrameType.Outcome, Encoding.UTF8.GetBytes(streamId), limit, frame =>
            {
                summary = StreamSummary.Read(frame.Body.Span);
                return true;
            });
            return summary?.Code == EndCode.NoReport ? null : summary;
        }
        catch (Exception failure) when (failure is IOException or ProtocolException or JsonException)
        {
            return null;
        }
    }
}
