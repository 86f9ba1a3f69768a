namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 7 over the whole table: bids grouped by their second.</summary>
[Oracle("auction-window-maximum")]
public sealed class AuctionWindowMaximumOracle : IStreamOracle
{
    private const int Window = 1000;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        var rows = AuctionTable.Rows(inputs);
        return AuctionTable.Told(rows, rows.Where(row => row.IsBid)
            .GroupBy(bid => bid.Milliseconds / Window * Window)
            .Select(window => (window.Key + Window, Answer(window.Key, window.MaxBy(bid => bid.Price)!))));
    }

    private static string Answer(long start, AuctionRow bid) => $"{start},{bid.Auction},{bid.Bidder},{bid.Price}";
}
