namespace Eval.Harness.Running.Sessions;

/// <summary>The events of all streams of a session in one row, in the order in which they are due; those due at the
/// same time in the order of their streams.</summary>
internal sealed class MergedSchedule
{
    private readonly (long DueNs, int Stream, int Sequence)[] _events;

    /// <summary>Merges them.</summary>
    /// <param name="streams">When each stream begins, and when its events are due after that; nanoseconds.</param>
    public MergedSchedule(IReadOnlyList<(long OffsetNs, IReadOnlyList<long> EventsNs)> streams)
    {
        _events = new (long DueNs, int Stream, int Sequence)[streams.Sum(stream => stream.EventsNs.Count)];
        var place = 0;
        foreach (var (number, (offsetNs, eventsNs)) in streams.Index())
        {
            for (var sequence = 0; sequence < eventsNs.Count; sequence++)
            {
                _events[place++] = (offsetNs + eventsNs[sequence], number, sequence);
            }
        }

        Array.Sort(_events);
        OffsetsNs = Array.ConvertAll(_events, item => item.DueNs);
    }

    /// <summary>When each event is due, nanoseconds from the session's start, ascending.</summary>
    public IReadOnlyList<long> OffsetsNs { get; }

    /// <summary>Which event it is.</summary>
    public (int Stream, int Sequence) this[int place] => (_events[place].Stream, _events[place].Sequence);
}
