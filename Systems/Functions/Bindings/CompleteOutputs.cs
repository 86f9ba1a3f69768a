using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>Runs a step to its end before anything is handed on.</summary>
internal static class CompleteOutputs
{
    /// <summary>All outputs of one input, their payloads valid at the same time until the step's next call.</summary>
    public static IReadOnlyList<StreamEvent> Of(IEnumerable<StreamEvent> outputs) =>
        outputs as IReadOnlyList<StreamEvent> ?? [.. outputs.Select(Copied)];

    /// <summary>A lazy step may reuse its buffer between two outputs, so each is copied as it comes.</summary>
    private static StreamEvent Copied(StreamEvent output) => output with { Payload = output.Payload.ToArray() };
}
