using System.Text.Json;
using Eval.Systems.Sdk.Protocol;
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
        var frame = Question.Ask(socketPath, FrameType.Observe, [], limit);
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
