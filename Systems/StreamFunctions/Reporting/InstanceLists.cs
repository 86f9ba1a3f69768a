using System.Text.Json;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>The live instances as frames: one holds a few hundred of them at most, so each has a part of the list, and
/// an empty one tells that it was all.</summary>
internal static class InstanceLists
{
    private const int MostInFrame = 128;

    /// <summary>Writes the frames.</summary>
    public static FrameBuilder Write(FrameBuilder frames, ReadOnlySpan<InstanceSummary> instances)
    {
        while (!instances.IsEmpty)
        {
            var part = instances[..Math.Min(instances.Length, MostInFrame)];
            WritePart(frames, part);
            instances = instances[part.Length..];
        }

        return frames.Control(FrameType.Report, Json([]));
    }

    /// <summary>The part that a frame's body holds; empty: it was the last.</summary>
    /// <exception cref="ProtocolException">It holds something else, such as a rejection.</exception>
    public static InstanceSummary[] Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ReportJson.Default.InstanceSummaryArray) ?? [];
        }
        catch (JsonException notAList)
        {
            throw new ProtocolException(ProtocolError.Malformed, $"no list of instances: {notAList.Message}");
        }
    }

    /// <summary>Long paths make long entries: what is too long for a frame is halved. A single one fits, since its
    /// texts are bounded.</summary>
    private static void WritePart(FrameBuilder frames, ReadOnlySpan<InstanceSummary> part)
    {
        var json = Json(part);
        if (json.Length <= Wire.MaximumControlBytes || part.Length == 1)
        {
            frames.Control(FrameType.Report, json);
            return;
        }

        var half = part.Length / 2;
        WritePart(frames, part[..half]);
        WritePart(frames, part[half..]);
    }

    private static byte[] Json(ReadOnlySpan<InstanceSummary> part) =>
        JsonSerializer.SerializeToUtf8Bytes(part.ToArray(), ReportJson.Default.InstanceSummaryArray);
}
