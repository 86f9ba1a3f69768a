using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Bidding;

/// <summary>
/// Sessions of bidders: bids of one bidder belong together while each comes less than the gap after the one before. A
/// session is told by the first event that is the gap or more after its last bid, those that end first being told
/// first.
/// </summary>
/// <param name="gapMilliseconds">The gap.</param>
internal sealed class BidSessions(long gapMilliseconds) : IPortableState
{
    /// <summary>The most sessions that may be open.</summary>
    public const int MostOpen = 1_000_000;

    private readonly Dictionary<long, LinkedListNode<BidSession>> _byBidder = [];

    /// <summary>By the place of their last bid in the stream.</summary>
    private readonly LinkedList<BidSession> _open = new();

    /// <summary>The sessions that have ended by this event.</summary>
    /// <exception cref="FormatException">Too many sessions are open.</exception>
    public IReadOnlyList<BidSession> Next(AuctionLine item)
    {
        var ended = new List<BidSession>();
        while (_open.First is { } oldest && item.Milliseconds - oldest.Value.Last >= gapMilliseconds)
        {
            ended.Add(oldest.Value);
            _open.RemoveFirst();
            _byBidder.Remove(oldest.Value.Bidder);
        }

        if (item.IsBid)
        {
            Add(item);
        }

        return ended;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        var node = _open.First;
        for (var left = bytes.Count(_open.Count, MostOpen); left > 0; left--)
        {
            var (bidder, bids, first, last) = node?.Value ?? default;
            bytes.Carry(ref bidder);
            bytes.Carry(ref bids);
            bytes.Carry(ref first);
            bytes.Carry(ref last);
            node = node?.Next;
            if (bytes.IsReading)
            {
                _byBidder[bidder] = _open.AddLast(new BidSession(bidder, bids, first, last));
            }
        }
    }

    private void Add(AuctionLine bid)
    {
        if (_byBidder.TryGetValue(bid.Bidder, out var session))
        {
            _open.Remove(session);
            session.Value = session.Value with { Bids = session.Value.Bids + 1, Last = bid.Milliseconds };
            _open.AddLast(session);
            return;
        }

        _byBidder[bid.Bidder] = _open.Count < MostOpen
            ? _open.AddLast(new BidSession(bid.Bidder, 1, bid.Milliseconds, bid.Milliseconds))
            : throw new FormatException($"more than {MostOpen} bidders at once");
    }
}
