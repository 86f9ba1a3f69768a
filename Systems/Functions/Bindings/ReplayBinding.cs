using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>A step as a function of one event and those before it, which are sent again with it: the state is made anew
/// from them. Only the last is a delivery, so the probe sees no other.</summary>
public sealed class ReplayBinding(StepDefinition definition, FunctionParameters parameters, Probe probe)
{
    /// <summary>The outputs of the last event, complete.</summary>
    /// <exception cref="FormatException">There is no event.</exception>
    public IReadOnlyList<StreamEvent> Handle(IReadOnlyList<StreamEvent> window)
    {
        if (window is not [.., var input])
        {
            throw new FormatException("a window without an event");
        }

        bool first;
        lock (probe)
        {
            first = probe.Received(input.Sequence);
        }

        var step = definition.Begin(parameters);
        foreach (var _ in window.SkipLast(1).SelectMany(step))
        {
            // A lazy step does its work while its outputs are pulled.
        }

        var outputs = CompleteOutputs.Of(step(input));
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
