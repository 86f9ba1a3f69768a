using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>
/// Whether a function takes the events that wait in its producer's own connection, which nobody relays: four times
/// within the limit that is looked at from outside. Equal bytes in an equal number, at each look, mean that nothing was
/// taken; as long as the producer leaves outputs untaken, the function may be waiting for it, and is not blamed.
/// </summary>
/// <param name="producer">The connection; not owned, and not read.</param>
/// <param name="limitNs">How long an event may wait.</param>
/// <param name="nowNs">The time, MonotonicClock nanoseconds.</param>
internal sealed class UnreadWatch(StreamSocket producer, long limitNs, long nowNs)
{
    private (int Count, int Hash) _last;
    private long _sinceNs = nowNs;

    /// <summary>When to look next.</summary>
    public long DeadlineNs { get; private set; } = nowNs + (limitNs / 4);

    /// <summary>Looks, where that is due; true where what waits has waited for the limit.</summary>
    public bool IsOverdue(long nowNs)
    {
        if (nowNs < DeadlineNs)
        {
            return false;
        }

        DeadlineNs = nowNs + (limitNs / 4);
        var count = Unread.BytesOf(producer);
        var found = count == 0 ? default : (count, Unread.HashOf(producer));
        if (count == 0 || found != _last || Untaken.BytesOf(producer) > 0)
        {
            (_last, _sinceNs) = (found, nowNs);
        }

        return nowNs - _sinceNs >= limitNs;
    }
}
