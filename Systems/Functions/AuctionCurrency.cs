using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Bidding;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 1: each bid with its price in euro cents, 0.908 of the dollar's, rounded down. An output is
/// a line: auction, bidder, price, milliseconds; other events give none.</summary>
public static class AuctionCurrency
{
    private const long EurosPerThousandDollars = 908;

    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-currency", "Nexmark 1: each bid in euros", isStateful: false, _ => 0, Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, int state)
    {
        var item = AuctionLine.Parse(input.Payload.Span);
        var euros = item.Price * EurosPerThousandDollars / 1000;
        return item.IsBid
            ? Lines.Of(input, [$"{item.Auction},{item.Bidder},{euros},{item.Milliseconds}"])
            : [];
    }
}
