using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Bidding;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 11: how many bids each bidder makes in a session, that is without a gap of a second in the
/// events' own time (parameter <c>gap</c>, 1000 ms). An output is a line: bidder, bids, time of the first and of the
/// last. The sessions that are open when the stream ends are not told.</summary>
public static class AuctionSessionCount
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-session-count",
        "Nexmark 11: bids of each bidder's sessions",
        isStateful: true,
        parameters => new BidSessions(parameters.Integer("gap", 1000)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, BidSessions state) => Lines.Of(
        input,
        state.Next(AuctionLine.Parse(input.Payload.Span))
            .Select(session => $"{session.Bidder},{session.Bids},{session.First},{session.Last}"));
}
