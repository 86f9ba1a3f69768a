namespace Eval.Harness.Workloads.Oracles;

/// <summary>One event of an auction stream; all but a bid's columns are 0 where it is none.</summary>
internal sealed record AuctionRow(
    int Place, bool IsBid, long Auction, long Bidder, long Price, long Milliseconds);
