using System.Globalization;
using System.Text;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>A recorded auction stream (see <see cref="Workloads.Auction"/>) as a table, and answers put back to the
/// events that bring them out.</summary>
internal static class AuctionTable
{
    /// <summary>Every event, in order.</summary>
    public static AuctionRow[] Rows(IReadOnlyList<ReadOnlyMemory<byte>> inputs) =>
        [.. inputs.Select((line, place) => Row(place, Encoding.UTF8.GetString(line.Span).Split(',')))];

    /// <summary>The output of a stateless query.</summary>
    public static IReadOnlyList<byte[]> One(ReadOnlySpan<byte> line, Func<AuctionRow, string?> query) =>
        query(Row(0, Encoding.UTF8.GetString(line).Split(','))) is { } answer ? [Encoding.UTF8.GetBytes(answer)] : [];

    /// <summary>Answers that are due at a time are told by the first event at or after it; those of the same event keep
    /// their order. An answer after the last event is told by none.</summary>
    public static IEnumerable<IReadOnlyList<byte[]>> Told(
        AuctionRow[] rows, IEnumerable<(long DueMilliseconds, string Answer)> answers)
    {
        long[] times = [.. rows.Select(row => row.Milliseconds)];
        var byPlace = answers.ToLookup(answer => FirstAtOrAfter(times, answer.DueMilliseconds));
        return rows.Select(row => (IReadOnlyList<byte[]>)
            [.. byPlace[row.Place].Select(answer => Encoding.UTF8.GetBytes(answer.Answer))]);
    }

    private static int FirstAtOrAfter(long[] ascending, long time)
    {
        var place = Array.BinarySearch(ascending, time);
        place = place < 0 ? ~place : place;
        while (place > 0 && ascending[place - 1] >= time)
        {
            place--;
        }

        return place;
    }

    private static AuctionRow Row(int place, string[] columns) => columns[0] == "B"
        ? new AuctionRow(place, true, Number(columns[1]), Number(columns[2]), Number(columns[3]), Number(columns[4]))
        : new AuctionRow(place, false, 0, 0, 0, Number(columns[^1]));

    private static long Number(string digits) => long.Parse(digits, CultureInfo.InvariantCulture);
}
