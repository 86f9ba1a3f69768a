namespace Eval.Harness.Workloads.Oracles;

/// <summary>Nexmark's query 11 over the whole table: each bidder's bids, cut where a second lies between two.</summary>
[Oracle("auction-session-count")]
public sealed class AuctionSessionCountOracle : IStreamOracle
{
    private const int Gap = 1000;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        var rows = AuctionTable.Rows(inputs);
        return AuctionTable.Told(rows, rows.Where(row => row.IsBid)
            .GroupBy(bid => bid.Bidder)
            .SelectMany(bidder => Sessions([.. bidder]))
            .OrderBy(session => session[^1].Place)
            .Select(session => (session[^1].Milliseconds + Gap, Answer(session))));
    }

    private static IEnumerable<AuctionRow[]> Sessions(AuctionRow[] bids)
    {
        int[] cuts = [.. Enumerable.Range(1, bids.Length - 1).Where(IsCut), bids.Length];
        return cuts.Select((end, number) => bids[(number == 0 ? 0 : cuts[number - 1])..end]);

        bool IsCut(int place) => bids[place].Milliseconds - bids[place - 1].Milliseconds >= Gap;
    }

    private static string Answer(AuctionRow[] bids) =>
        $"{bids[0].Bidder},{bids.Length},{bids[0].Milliseconds},{bids[^1].Milliseconds}";
}
