using System.Buffers.Text;

namespace Eval.Systems.Functions.Bidding;

/// <summary>
/// An event of an auction house, a line of columns between commas. The first is its kind: P for a person, A for an
/// auction, B for a bid; the last is its time in milliseconds. A bid has five: B, auction, bidder, price in cents,
/// time.
/// </summary>
/// <param name="IsBid">Whether it is a bid.</param>
/// <param name="Auction">Of a bid: the auction.</param>
/// <param name="Bidder">Of a bid: who bids.</param>
/// <param name="Price">Of a bid: how much, in cents.</param>
/// <param name="Milliseconds">The event's time.</param>
internal readonly record struct AuctionLine(bool IsBid, long Auction, long Bidder, long Price, long Milliseconds)
{
    private const int LongestLine = 1000;
    private const int BidColumns = 5;

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static AuctionLine Parse(ReadOnlySpan<byte> line)
    {
        if (line.Length is < 3 or > LongestLine || line[1] != ',')
        {
            throw Wrong(line);
        }

        var milliseconds = Number(line[(line.LastIndexOf((byte)',') + 1)..], line);
        switch (line[0])
        {
            case (byte)'B':
                Span<long> bid = stackalloc long[BidColumns - 1];
                Columns(line, bid);
                return new AuctionLine(true, bid[0], bid[1], bid[2], milliseconds);
            case (byte)'P' or (byte)'A':
                return new AuctionLine(false, 0, 0, 0, milliseconds);
            default:
                throw Wrong(line);
        }
    }

    private static void Columns(ReadOnlySpan<byte> line, Span<long> numbers)
    {
        var count = -1;
        foreach (var column in line.Split((byte)','))
        {
            if (count >= numbers.Length)
            {
                throw Wrong(line);
            }

            if (count >= 0)
            {
                numbers[count] = Number(line[column], line);
            }

            count++;
        }

        if (count != numbers.Length)
        {
            throw Wrong(line);
        }
    }

    private static long Number(ReadOnlySpan<byte> digits, ReadOnlySpan<byte> line) =>
        Utf8Parser.TryParse(digits, out long number, out var read) && read == digits.Length
            ? number
            : throw Wrong(line);

    private static FormatException Wrong(ReadOnlySpan<byte> line) =>
        new($"{line.Length} bytes that are no event of an auction house");
}
