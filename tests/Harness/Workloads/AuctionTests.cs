using System.Text;
using Eval.Harness.Workloads;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class AuctionTests
{
    private static readonly WorkloadStream Stream = Specs.Stream(Specs.Of("auction", 100), 10_000, 4);

    private static readonly string[][] Rows =
        [.. Stream.Payloads().Select(line => Encoding.UTF8.GetString(line.Span).Split(','))];

    [Fact]
    public void Persons_auctions_and_bids_are_as_1_to_3_to_46()
    {
        Rows.CountBy(row => row[0]).ToDictionary().ShouldBe(
            new Dictionary<string, int> { ["P"] = 200, ["A"] = 600, ["B"] = 9200 }, ignoreOrder: true);
        string.Concat(Rows.Take(50).Select(row => row[0])).ShouldBe("PAAA" + new string('B', 46));
    }

    [Fact]
    public void Numbers_are_given_in_order_and_bids_are_on_auctions_that_exist()
    {
        Numbers("P", 1).ShouldBe(Enumerable.Range(1000, 200).Select(i => (long)i));
        Numbers("A", 1).ShouldBe(Enumerable.Range(1000, 600).Select(i => (long)i));
        var (persons, auctions) = (0, 0);
        foreach (var row in Rows)
        {
            persons += row[0] == "P" ? 1 : 0;
            auctions += row[0] == "A" ? 1 : 0;
            if (row[0] == "B")
            {
                long.Parse(row[1]).ShouldBeInRange(1000, 999 + auctions);
                long.Parse(row[2]).ShouldBeInRange(1000, 999 + persons);
                long.Parse(row[3]).ShouldBeInRange(100, 100_000_000);
            }
        }
    }

    /// <summary>With a hot ratio of 2, half of the bids go to the latest auction whose number is a hundred's; few of
    /// the others meet it by chance.</summary>
    [Fact]
    public void Half_of_the_bids_go_to_the_hot_auction()
    {
        var hot = Rows.Where(row => row[0] == "B").Skip(4600).Count(row => row[1].EndsWith("00"));

        hot.ShouldBeInRange(2200, 2500);
    }

    [Fact]
    public void The_last_column_is_the_time_at_which_the_event_is_due() =>
        Rows.Select(row => long.Parse(row[^1])).ShouldBe(
            Enumerable.Range(0, Stream.Count).Select(i => Stream.OffsetNs(i) / 1_000_000));

    private static IEnumerable<long> Numbers(string kind, int column) =>
        Rows.Where(row => row[0] == kind).Select(row => long.Parse(row[column]));
}
