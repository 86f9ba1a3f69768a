using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Loading;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Works as long as a synthetic event's first 64 bits say, in nanoseconds on an undisturbed core, and gives
/// the event back.</summary>
public static class Spin
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "spin", "works as long as a synthetic event asks, and gives it back", isStateful: false, _ => 0, Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, int state)
    {
        CalibratedSpin.Run(LoadHeader.Read(input.Payload.Span).ServiceNs);
        return [input];
    }
}
