using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Bidding;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 2: the bids on auctions whose number the parameter <c>modulus</c> (5) divides. An output is
/// a line: auction, price in cents.</summary>
public static class AuctionFilter
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-filter",
        "Nexmark 2: the bids on some auctions",
        isStateful: false,
        parameters => new Divisor(parameters.Integer("modulus", 5)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, Divisor divisor)
    {
        var item = AuctionLine.Parse(input.Payload.Span);
        return item.IsBid && item.Auction % divisor.Value == 0
            ? Lines.Of(input, [$"{item.Auction},{item.Price}"])
            : [];
    }

    private sealed record Divisor(int Value);
}
