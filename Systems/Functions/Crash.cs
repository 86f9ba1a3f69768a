using System.Runtime.CompilerServices;
using Eval.Systems.Functions.Loading;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions;

/// <summary>Gives synthetic events back until one asks it to crash: there it throws, as any function may.</summary>
public static class Crash
{
    /// <summary>The definition from which all bindings start.</summary>
    public static StepDefinition Definition { get; } = StepDefinition.Of(
        "crash", "gives synthetic events back until one asks it to throw", isStateful: false, _ => 0, Step);

    [ModuleInitializer]
    internal static void Register() => FunctionCatalog.Add(Definition);

    private static StreamEvent[] Step(StreamEvent input, int state)
    {
        if (LoadHeader.Read(input.Payload.Span).IsLast)
        {
            throw new InvalidOperationException($"event {input.Sequence} asked for a crash");
        }

        return [input];
    }
}
