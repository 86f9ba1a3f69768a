using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Bidding;

/// <summary>The highest bid, of equal ones the first, of each window in the events' own time, which must not run
/// backwards. A window is told by the first event after it; one without bids is not.</summary>
/// <param name="windowMilliseconds">The window's length.</param>
internal sealed class HighestBid(long windowMilliseconds) : IPortableState
{
    private AuctionLine? _highest;
    private long _window;

    /// <summary>The window that has ended by this event, if any: its start and its highest bid.</summary>
    public (long Start, AuctionLine Bid)? Next(AuctionLine item)
    {
        (long Start, AuctionLine Bid)? told = null;
        var window = item.Milliseconds / windowMilliseconds;
        if (window > _window)
        {
            told = _highest is { } highest ? (_window * windowMilliseconds, highest) : null;
            _highest = null;
            _window = window;
        }

        if (item.IsBid && item.Price > (_highest?.Price ?? long.MinValue))
        {
            _highest = item;
        }

        return told;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(ref _window);
        var hasBid = _highest is not null;
        bytes.Carry(ref hasBid);
        if (hasBid)
        {
            var (_, auction, bidder, price, milliseconds) = _highest ?? default;
            bytes.Carry(ref auction);
            bytes.Carry(ref bidder);
            bytes.Carry(ref price);
            bytes.Carry(ref milliseconds);
            _highest = new AuctionLine(true, auction, bidder, price, milliseconds);
        }
    }
}
