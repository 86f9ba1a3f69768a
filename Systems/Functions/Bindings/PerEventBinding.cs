using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>
/// A step as a function of one event: for a FaaS, with fresh state each time (an event never sees another's memory), or,
/// with <paramref name="keepState"/>, as an operator of a pipeline. An input is processed when its step returns.
/// </summary>
public sealed class PerEventBinding(StepDefinition definition, FunctionParameters parameters, Probe probe, bool keepState)
{
    private Func<StreamEvent, IEnumerable<StreamEvent>>? _step;

    /// <summary>The outputs of one event, complete; their payloads are valid until the next call.</summary>
    public IReadOnlyList<StreamEvent> Handle(StreamEvent input)
    {
        var first = probe.Received(input.Sequence);
        _step = keepState && _step is not null ? _step : definition.Begin(parameters);
        var outputs = OutputsOf(_step(input));
        for (var i = 0; first && i < outputs.Count; i++)
        {
            probe.HandedOver(input.Sequence);
        }

        if (first)
        {
            probe.Finished(input.Sequence);
        }

        return outputs;
    }

    private static IReadOnlyList<StreamEvent> OutputsOf(IEnumerable<StreamEvent> outputs) =>
        outputs as IReadOnlyList<StreamEvent> ?? [.. outputs.Select(Copied)];

    /// <summary>A lazy step may reuse its buffer between two outputs, so each is copied as it comes.</summary>
    private static StreamEvent Copied(StreamEvent output) => output with { Payload = output.Payload.ToArray() };
}
