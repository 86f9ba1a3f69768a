namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 1, in decimals.</summary>
[Oracle("auction-currency")]
public sealed class AuctionCurrencyOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => AuctionTable.One(payload, row => row.IsBid
        ? $"{row.Auction},{row.Bidder},{(long)Math.Floor(0.908m * row.Price)},{row.Milliseconds}"
        : null);
}
