using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Loading;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Gives a synthetic event back as many times as it asks, or not at all.</summary>
public static class Emit
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "emit", "gives a synthetic event back as many times as it asks", isStateful: false, _ => 0, Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, int state)
    {
        var outputs = new StreamEvent[LoadHeader.Read(input.Payload.Span).Outputs];
        Array.Fill(outputs, input);
        return outputs;
    }
}
