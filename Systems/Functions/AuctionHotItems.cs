using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Bidding;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 5: the auctions with the most bids in the last two seconds, every second of the events' own
/// time (parameter <c>slide</c>, 1000 ms; a window is two). An output is a line: end of the window, auction, bids. The
/// windows that are open when the stream ends are not told.</summary>
public static class AuctionHotItems
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-hot-items",
        "Nexmark 5: the auctions with the most bids in a sliding window",
        isStateful: true,
        parameters => new HotItems(parameters.Integer("slide", 1000)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, HotItems state) => Lines.Of(
        input,
        state.Next(AuctionLine.Parse(input.Payload.Span)).Select(hot => $"{hot.End},{hot.Auction},{hot.Bids}"));
}
