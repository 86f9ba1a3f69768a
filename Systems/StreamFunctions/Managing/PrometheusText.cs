using System.Globalization;
using System.Text;

namespace Eval.Systems.StreamFunctions.Managing;

/// <summary>The text format of Prometheus, version 0.0.4. Labels hold names of this program alone, so that nothing has
/// to be escaped and their number is bounded.</summary>
internal static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All metrics of a server.</summary>
    public static string Of(ServerMetrics metrics)
    {
        var text = new StringBuilder();
        Family(text, "eval_streams_ended_total", "counter", "Streams that ended.", "outcome", metrics.EndedByOutcome);
        Family(text, "eval_streams_rejected_total", "counter", "Streams refused.", "code", metrics.RejectedByCode);
        Family(text, "eval_instances", "gauge", "Live instances.", "state", metrics.InstancesByState);
        Single(text, "eval_connections_total", "counter", "Connections accepted.", metrics.Connections);
        Single(text, "eval_instance_starts_total", "counter", "Instances started.", metrics.StartSeconds.Counts.Sum());
        Single(text, "eval_fifo_events", "gauge", "Events that wait for an instance.", metrics.WaitingEvents);
        Single(text, "eval_fifo_bytes", "gauge", "Bytes that wait for an instance.", metrics.WaitingBytes);
        Single(text, "eval_fifo_dropped_total", "counter", "Events dropped to make room.", metrics.DroppedEvents);
        Histogram(text, "eval_start_duration_seconds", "From a start to a ready instance.", metrics.StartSeconds);
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

    private static void Family(
        StringBuilder text, string name, string type, string help, string label,
        IReadOnlyDictionary<string, long> values)
    {
        Head(text, name, type, help);
        foreach (var (key, value) in values.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            Line(text, name, $"{{{label}=\"{key}\"}}", value);
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
