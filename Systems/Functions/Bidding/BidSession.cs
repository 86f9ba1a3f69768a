namespace Eval.Systems.Functions.Bidding;

/// <summary>One bidder's session.</summary>
/// <param name="Bidder">Who.</param>
/// <param name="Bids">How many bids.</param>
/// <param name="First">Time of the first bid, milliseconds.</param>
/// <param name="Last">Time of the last one.</param>
internal readonly record struct BidSession(long Bidder, int Bids, long First, long Last);
