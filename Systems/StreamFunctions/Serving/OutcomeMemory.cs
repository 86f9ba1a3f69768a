using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>The reports of the streams that ended last, for producers whose connection could not carry theirs; bounded,
/// the oldest is forgotten first.</summary>
internal sealed class OutcomeMemory(int capacity)
{
    private readonly Dictionary<string, StreamSummary> _reports = new(capacity);
    private readonly Queue<(string StreamId, StreamSummary Report)> _order = new(capacity);

    /// <summary>Remembers a report; a later one of the same identity replaces it.</summary>
    public void Add(string streamId, StreamSummary report)
    {
        lock (_order)
        {
            while (_order.Count >= capacity)
            {
                var oldest = _order.Dequeue();
                if (_reports.TryGetValue(oldest.StreamId, out var kept) && kept == oldest.Report)
                {
                    _reports.Remove(oldest.StreamId);
                }
            }

            _reports[streamId] = report;
            _order.Enqueue((streamId, report));
        }
    }

    /// <summary>The report of that stream, or null where it is unknown or forgotten.</summary>
    public StreamSummary? Find(string streamId)
    {
        lock (_order)
        {
            return _reports.GetValueOrDefault(streamId);
        }
    }
}
