using Eval.Systems.Functions.Remembering;

namespace Eval.Systems.Functions.Bidding;

/// <summary>
/// The auctions with the most bids in windows of two slides, one slide apart, in the events' own time, which must not
/// run backwards. A window is told by the first event at or after its end; one without bids is not.
/// </summary>
/// <param name="slideMilliseconds">A slide.</param>
internal sealed class HotItems(long slideMilliseconds) : IPortableState
{
    private const int MostAuctions = 10_000_000;

    private Dictionary<long, int> _before = [];
    private Dictionary<long, int> _now = [];
    private long _slide;

    /// <summary>The windows that have ended by this event: end, auction and bids, the auctions of a window ascending.
    /// </summary>
    public IReadOnlyList<(long End, long Auction, int Bids)> Next(AuctionLine item)
    {
        var told = new List<(long, long, int)>();
        var slide = item.Milliseconds / slideMilliseconds;
        while (_slide < slide)
        {
            told.AddRange(Hottest((_slide + 1) * slideMilliseconds));
            (_before, _now) = (_now, _before);
            _now.Clear();

            // Windows of empty slides have no bids, however many they are.
            _slide = _before.Count == 0 ? slide : _slide + 1;
        }

        if (item.IsBid)
        {
            _now[item.Auction] = _now.GetValueOrDefault(item.Auction) + 1;
        }

        return told;
    }

    /// <inheritdoc />
    public void Carry(StateBytes bytes)
    {
        bytes.Carry(_before, MostAuctions, CarryBids);
        bytes.Carry(_now, MostAuctions, CarryBids);
        bytes.Carry(ref _slide);
    }

    private static void CarryBids(StateBytes bytes, ref long auction, ref int bids)
    {
        bytes.Carry(ref auction);
        bytes.Carry(ref bids);
    }

    private List<(long End, long Auction, int Bids)> Hottest(long end)
    {
        var sums = new SortedDictionary<long, int>(_now);
        foreach (var (auction, bids) in _before)
        {
            sums[auction] = sums.GetValueOrDefault(auction) + bids;
        }

        var most = sums.Count == 0 ? 0 : sums.Values.Max();
        return [.. sums.Where(sum => sum.Value == most).Select(sum => (end, sum.Key, sum.Value))];
    }
}
