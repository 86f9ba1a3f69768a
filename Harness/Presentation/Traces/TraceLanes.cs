namespace Eval.Harness.Presentation.Traces;

/// <summary>Which of a stream's tracks an event is drawn on: the first that is free, since slices on one track may not
/// overlap.</summary>
internal sealed class TraceLanes
{
    private readonly List<long> _freeFromNs = [];

    /// <summary>How many were needed.</summary>
    public int Count => _freeFromNs.Count;

    /// <summary>The lane of something that lasts from a time to another; call it in the order of the beginnings.
    /// </summary>
    public int Take(long startNs, long endNs)
    {
        var lane = _freeFromNs.FindIndex(free => free <= startNs);
        if (lane < 0)
        {
            lane = _freeFromNs.Count;
            _freeFromNs.Add(0);
        }

        _freeFromNs[lane] = endNs;
        return lane;
    }
}
