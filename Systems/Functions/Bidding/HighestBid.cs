namespace Eval.Systems.Functions.Bidding;

/// <summary>The highest bid, of equal ones the first, of each window in the events' own time, which must not run
/// backwards. A window is told by the first event after it; one without bids is not.</summary>
/// <param name="windowMilliseconds">The window's length.</param>
internal sealed class HighestBid(long windowMilliseconds)
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
}
