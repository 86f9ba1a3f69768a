using System.Text.Json;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>The body of a report frame.</summary>
internal static class ReportBody
{
    private const int Shortest = 16;

    /// <summary>The report as JSON, in which a letter may take six bytes. It always fits its frame: where it would not,
    /// its texts are shortened until it does, since a stream without a report has no outcome.</summary>
    public static byte[] Of(StreamSummary summary)
    {
        var json = Json(summary);
        for (var most = ShortText.Longest / 2; json.Length > Wire.MaximumControlBytes && most >= Shortest; most /= 2)
        {
            json = Json(Shortened(summary, most));
        }

        return json;
    }

    private static StreamSummary Shortened(StreamSummary summary, int most) => summary with
    {
        Reason = summary.Reason is { } reason ? ShortText.Of(reason, most) : null,
        Instance = Shortened(summary.Instance, most),
        Stages = [.. summary.Stages.Select(stage => stage with { Instance = Shortened(stage.Instance, most) })],
    };

    private static InstanceSummary? Shortened(InstanceSummary? instance, int most) => instance is null
        ? null
        : instance with { Executable = ShortText.Of(instance.Executable, most) };

    private static byte[] Json(StreamSummary summary) =>
        JsonSerializer.SerializeToUtf8Bytes(summary, ReportJson.Default.StreamSummary);
}
