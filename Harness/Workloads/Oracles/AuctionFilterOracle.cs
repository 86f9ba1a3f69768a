namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 2, with every fifth auction.</summary>
[Oracle("auction-filter")]
public sealed class AuctionFilterOracle : IOracle
{
    /// <inheritdoc />
    public IReadOnlyList<byte[]> Outputs(ReadOnlySpan<byte> payload) => AuctionTable.One(payload, row =>
        row.IsBid && row.Auction / 5 * 5 == row.Auction ? $"{row.Auction},{row.Price}" : null);
}
