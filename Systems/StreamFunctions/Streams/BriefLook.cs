using Eval.Systems.Sdk;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>
/// Looks for news for a moment before a stream's thread goes to sleep. To be woken on another core costs about as much
/// as relaying a frame, and the answer to an event that was just passed on is often there by then. Where looking did
/// not pay off lately it is left out, but for a try now and then. The core is offered to others between two looks.
/// </summary>
internal sealed unsafe class BriefLook
{
    /// <summary>About what one sleep and its end cost.</summary>
    public const long LimitNs = 50_000;

    private const int MaximumCredit = 8;
    private const int TryEvery = 64;

    private int _credit = MaximumCredit / 2;
    private int _leftOut;

    /// <summary>Looks until something is found or the moment is over; gives what poll(2) gave last.</summary>
    public int For(LibC.PollEntry* entries, int count)
    {
        if (!IsWorthwhile())
        {
            return 0;
        }

        var endNs = MonotonicClock.NowNs + LimitNs;
        var found = LibC.poll(entries, (nuint)count, 0);
        while (found == 0 && MonotonicClock.NowNs < endNs)
        {
            _ = LibC.sched_yield();
            found = LibC.poll(entries, (nuint)count, 0);
        }

        Learn(found != 0);
        return found;
    }

    /// <summary>Whether to look now.</summary>
    internal bool IsWorthwhile()
    {
        if (_credit > 0)
        {
            return true;
        }

        _leftOut = (_leftOut + 1) % TryEvery;
        return _leftOut == 0;
    }

    /// <summary>Notes whether it was worth it. Half of the looks may be in vain: an answer comes at once, and the next
    /// event when it is due.</summary>
    internal void Learn(bool hasFound) =>
        _credit = hasFound ? Math.Min(MaximumCredit, _credit + 2) : Math.Max(0, _credit - 1);
}
