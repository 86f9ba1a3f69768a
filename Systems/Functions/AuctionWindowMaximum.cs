using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Bidding;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 7: the highest bid of each second of the events' own time (parameter <c>window</c>, 1000
/// ms). An output is a line: start of the window, auction, bidder, price in cents. The window that is open when the
/// stream ends is not told.</summary>
public static class AuctionWindowMaximum
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-window-maximum",
        "Nexmark 7: the highest bid of each window",
        isStateful: true,
        parameters => new HighestBid(parameters.Integer("window", 1000)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, HighestBid state) =>
        state.Next(AuctionLine.Parse(input.Payload.Span)) is (var start, var bid)
            ? Lines.Of(input, [$"{start},{bid.Auction},{bid.Bidder},{bid.Price}"])
            : [];
}
