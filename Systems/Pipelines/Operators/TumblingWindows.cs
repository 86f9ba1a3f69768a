using System.Globalization;
using System.Text;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>
/// The open windows of <see cref="TumblingWindowOperator"/>, whose rules are stated there. A closed window is one
/// element: an event for each key, in ordinal order, with the key and the window's bounds as headers, the count as
/// decimal text, and the lowest sequence that it counts.
/// </summary>
internal sealed class TumblingWindows(TumblingWindowOperator definition, LateEvents late)
{
    private readonly SortedDictionary<long, Window> _open = [];
    private long _latestMs = long.MinValue;

    /// <summary>Every event whose window ends up to here is late.</summary>
    private long WatermarkMs =>
        _latestMs < long.MinValue + definition.LatenessMs ? long.MinValue : _latestMs - definition.LatenessMs;

    /// <summary>Counts the element's events, and gives what leaves now: the element itself where none of its events
    /// waits in a window, then the windows that they close.</summary>
    public IReadOnlyList<Element> Add(Element element)
    {
        // Whatever waits longest holds the deliveries: the latest window of the element's events.
        Window? holder = null;
        foreach (var item in element.Events)
        {
            var timeMs = Header.Integer(item, definition.TimeHeader);
            var index = FloorDivide(timeMs, definition.LengthMs);
            if (EndMs(index) <= WatermarkMs)
            {
                late.Add();
                continue;
            }

            var window = WindowOf(index);
            window.Count(Header.Text(item, definition.KeyHeader), item.Sequence);
            holder = holder is null || window.Index > holder.Index ? window : holder;
            _latestMs = Math.Max(_latestMs, timeMs);
        }

        holder?.Hold(element);
        var closed = Close(_open.Keys.TakeWhile(index => EndMs(index) <= WatermarkMs));
        return holder is null ? [element with { Events = [] }, .. closed] : closed;
    }

    /// <summary>Closes every window, the earliest first.</summary>
    public IReadOnlyList<Element> CloseAll() => Close(_open.Keys);

    private List<Element> Close(IEnumerable<long> indices)
    {
        var elements = new List<Element>();
        foreach (var index in indices.ToArray())
        {
            _open.Remove(index, out var window);
            elements.Add(new Element(
                [.. window!.Counts.Select(count => Result(index, count.Key, count.Value))],
                window.Deliveries,
                window.Records));
        }

        return elements;
    }

    private StreamEvent Result(long index, string key, (long Count, long Sequence) counted) => new(
        counted.Sequence,
        Encoding.UTF8.GetBytes(Text(counted.Count)),
        new EventHeaders(
        [
            KeyValuePair.Create(definition.KeyHeader, key),
            KeyValuePair.Create(TumblingWindowOperator.StartHeader, Text(index * definition.LengthMs)),
            KeyValuePair.Create(TumblingWindowOperator.EndHeader, Text(EndMs(index))),
        ]));

    private Window WindowOf(long index)
    {
        if (!_open.TryGetValue(index, out var window))
        {
            window = new Window(index);
            _open.Add(index, window);
        }

        return window;
    }

    private long EndMs(long index) => (index + 1) * definition.LengthMs;

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One open window.</summary>
    private sealed class Window(long index)
    {
        public long Index { get; } = index;

        public SortedDictionary<string, (long Count, long Sequence)> Counts { get; } = new(StringComparer.Ordinal);

        public List<Delivery> Deliveries { get; } = [];

        public List<ProbeRecord> Records { get; } = [];

        public void Count(string key, long sequence) => Counts[key] = Counts.TryGetValue(key, out var so)
            ? (so.Count + 1, Math.Min(so.Sequence, sequence))
            : (1, sequence);

        public void Hold(Element element)
        {
            Deliveries.AddRange(element.Deliveries);
            Records.AddRange(element.Records);
        }
    }
}
