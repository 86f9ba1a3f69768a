using System.Text;
using Eval.Systems.Functions;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions;

/// <summary>The queries by hand, at the edges of their windows.</summary>
public sealed class AuctionFunctionTests
{
    [Fact]
    public void Prices_become_euros_rounded_down() =>
        Run("auction-currency", "B,7,8,1001,12", "P,1,Ada,Boise,ID,13").ShouldBe(["7,8,908,12"]);

    [Fact]
    public void Every_fifth_auction_passes() =>
        Run("auction-filter", "B,7,8,1001,12", "B,10,8,99,13", "A,10,1,2,3,4,5,6").ShouldBe(["10,99"]);

    [Fact]
    public void The_highest_bid_of_a_window_is_told_by_the_first_event_after_it() =>
        Run(
            "auction-window-maximum",
            "B,1,1,50,0", "B,2,2,70,500", "B,3,3,70,999", "P,1,Ada,Boise,ID,1000", "B,4,4,1,5999", "B,5,5,2,6000")
            .ShouldBe(["0,2,2,70", "5000,4,4,1"]);

    [Fact]
    public void Hot_items_are_those_of_two_seconds_all_of_them_where_they_are_equal() =>
        Run(
            "auction-hot-items",
            "B,1,1,1,0", "B,1,1,1,10", "B,2,1,1,20", "B,2,1,1,1999", "B,3,1,1,2000", "B,9,1,1,60000")
            .ShouldBe(["1000,1,2", "2000,1,2", "2000,2,2", "3000,2,1", "3000,3,1", "4000,3,1"]);

    [Fact]
    public void A_session_ends_when_its_bidder_was_silent_for_the_gap() =>
        Run(
            "auction-session-count",
            "B,1,8,1,0", "B,1,9,1,1", "B,1,8,1,999", "B,1,9,1,1001", "B,1,8,1,1999", "P,1,Ada,Boise,ID,9999")
            .ShouldBe(["9,1,1,1", "8,2,0,999", "9,1,1001,1001", "8,1,1999,1999"]);

    [Theory]
    [InlineData("")]
    [InlineData("B,1,2,3")]
    [InlineData("B,1,2,3,4,5")]
    [InlineData("B,1,x,3,4")]
    [InlineData("C,1,2,3,4")]
    [InlineData("P,1,Ada,Boise,ID,")]
    public void Lines_that_are_no_event_are_refused(string line) =>
        Should.Throw<FormatException>(() => Run("auction-hot-items", line));

    private static List<string> Run(string function, params string[] lines)
    {
        var step = FunctionCatalog.Find(function).Begin(FunctionParameters.None);
        return
        [
            .. lines.SelectMany(line => step(new StreamEvent(0, Encoding.UTF8.GetBytes(line)))
                .Select(output => Encoding.UTF8.GetString(output.Payload.Span)).ToArray()),
        ];
    }
}
