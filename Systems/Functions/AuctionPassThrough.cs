using System.Runtime.CompilerServices;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Nexmark's query 0 over the auction stream: every event as it is.</summary>
public static class AuctionPassThrough
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "auction-pass-through", "Nexmark 0: every event as it is", isStateful: false, _ => 0, Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, int state) => [input];
}
