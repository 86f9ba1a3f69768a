using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Seismology;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>
/// Turns packets of ratios (of <see cref="StaLta"/>) into edges: a trigger goes on or off at a component of a station.
/// Parameters <c>on</c> and <c>off</c>, thresholds of the ratio (by default 4 and 1.5), and <c>longest</c>, samples
/// after which a trigger is cut (1000).
/// </summary>
public static class Trigger
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "trigger",
        "edges of the ratio of sta-lta: on and off by two thresholds, with a longest duration",
        isStateful: true,
        parameters => Begin(
            parameters.Number("on", 4), parameters.Number("off", 1.5), parameters.Integer("longest", 1000)),
        Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static TriggerStep Begin(double on, double off, int longest) => on >= off && longest >= 1
        ? new TriggerStep(on, off, longest)
        : throw new FormatException("a trigger goes on at a ratio not below that of off, for at least one sample");

    private static StreamEvent[] Step(StreamEvent input, TriggerStep state) =>
        [.. state.Edges(input.Payload.Span).Select(edge => input with { Payload = edge.ToBytes() })];
}
