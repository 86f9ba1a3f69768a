using System.Globalization;
using System.Text;
using System.Text.Json;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>The text format of Prometheus, version 0.0.4. Labels hold names of this program alone, so that nothing has
/// to be escaped and their number is bounded.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All metrics of a server, and its live instances by the state of their stream.</summary>
    public static string Of(ServerMetrics metrics, IEnumerable<InstanceSummary> instances)
    {
        var text = new StringBuilder();
        Family(text, "eval_streams_ended_total", "counter", "Streams that ended.", "outcome", metrics.EndedByOutcome);
        Family(text, "eval_streams_ended_by_code_total", "counter", "The same, by code: rejections have codes of "
            + "their own.", "code", metrics.EndedByCode);
        Family(text, "eval_instances", "gauge", "Live instances.", "state", instances.CountBy(one => one.State));
        Single(text, "eval_instances_parked", "gauge", "Of those, waiting for a stream.", metrics.ParkedInstances);
        Single(text, "eval_streams", "gauge", "Live streams.", metrics.Streams);
        Single(text, "eval_streams_starting", "gauge", "Of those, starting.", metrics.StartingStreams);
        Single(text, "eval_connections", "gauge", "Connections.", metrics.Connections);
        Single(text, "eval_connections_silent", "gauge", "Of those, without an opening.", metrics.SilentConnections);
        Single(text, "eval_connections_total", "counter", "Connections accepted.", metrics.AcceptedConnections);
        Single(text, "eval_fifo_events_total", "counter", "Events buffered, of ended streams.", metrics.FifoEvents);
        Single(text, "eval_fifo_bytes_total", "counter", "Their bytes.", metrics.FifoBytes);
        Single(text, "eval_fifo_dropped_total", "counter", "Events dropped to make room.", metrics.DroppedEvents);
        Single(text, "eval_cold_starts_total", "counter", "Cold starts of ended streams.",
            metrics.StartSeconds.Counts.Sum());
        Histogram(text, "eval_start_duration_seconds", "From a cold start to a ready instance.", metrics.StartSeconds);
        return text.ToString();
    }

    private static void Head(StringBuilder text, string name, string type, string help) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static void Single(StringBuilder text, string name, string type, string help, long value)
    {
        Head(text, name, type, help);
        Line(text, name, "", value);
    }

    private static void Family<TKey, TValue>(
        StringBuilder text, string name, string type, string help, string label,
        IEnumerable<KeyValuePair<TKey, TValue>> values)
        where TKey : struct, Enum
        where TValue : IFormattable
    {
        Head(text, name, type, help);
        foreach (var (key, value) in values.OrderBy(entry => entry.Key))
        {
            Line(text, name, $"{{{label}=\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(key.ToString())}\"}}", value);
        }
    }

    private static void Histogram(StringBuilder text, string name, string help, HistogramSnapshot histogram)
    {
        Head(text, name, "histogram", help);
        var upTo = 0L;
        for (var i = 0; i < histogram.Counts.Count; i++)
        {
            upTo += histogram.Counts[i];
            var bound = i < histogram.Bounds.Count
                ? histogram.Bounds[i].ToString(CultureInfo.InvariantCulture)
                : "+Inf";
            Line(text, name + "_bucket", $"{{le=\"{bound}\"}}", upTo);
        }

        Line(text, name + "_sum", "", histogram.Sum);
        Line(text, name + "_count", "", upTo);
    }

    private static void Line(StringBuilder text, string name, string labels, IFormattable value) =>
        text.Append(name).Append(labels).Append(' ').Append(value.ToString(null, CultureInfo.InvariantCulture))
            .Append('\n');
}
