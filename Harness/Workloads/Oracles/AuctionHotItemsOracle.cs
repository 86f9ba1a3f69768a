namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 5 over the whole table: for every second the bids of the two seconds before it, grouped and
/// counted.</summary>
[Oracle("auction-hot-items")]
public sealed class AuctionHotItemsOracle : IStreamOracle
{
    private const int Slide = 1000;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        var rows = AuctionTable.Rows(inputs);
        return AuctionTable.Told(rows, rows.Where(row => row.IsBid)
            .SelectMany(bid => new[] { (bid.Milliseconds / Slide) + 1, (bid.Milliseconds / Slide) + 2 })
            .Distinct().Order()
            .SelectMany(slide => Hottest(rows, slide * Slide)));
    }

    private static IEnumerable<(long DueMilliseconds, string Answer)> Hottest(AuctionRow[] rows, long end)
    {
        var counts = rows.Where(row => row.IsBid && row.Milliseconds < end && row.Milliseconds >= end - (2 * Slide))
            .CountBy(row => row.Auction).ToList();
        var most = counts.Max(count => count.Value);
        return counts.Where(count => count.Value == most).OrderBy(count => count.Key)
            .Select(count => (end, $"{end},{count.Key},{count.Value}"));
    }
}
