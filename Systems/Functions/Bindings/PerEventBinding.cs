using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>
/// A step as a function of one event: for a FaaS, with fresh state each time (an event never sees another's memory),
/// or, with <paramref name="keepState"/>, as an operator of a pipeline. An input is processed when its step returns.
/// </summary>
public sealed class PerEventBinding(
    StepDefinition definition, FunctionParameters parameters, Probe probe, bool keepState)
{
    private Func<StreamEvent, IEnumerable<StreamEvent>>? _step;

    /// <summary>The outputs of one event, complete; their payloads are valid until the next call.</summary>
    public IReadOnlyList<StreamEvent> Handle(StreamEvent input)
    {
        // The probe is the stream's, and a FaaS may handle several of its events at a time: only stamps take turns.
        bool first;
        lock (probe)
        {
            first = probe.Received(input.Sequence);
        }

        _step = keepState && _step is not null ? _step : definition.Begin(parameters);
        var outputs = CompleteOutputs.Of(_step(input));
        if (first)
        {
            lock (probe)
            {
                probe.Returned(input.Sequence, outputs.Count);
            }
        }

        return outputs;
    }
}
