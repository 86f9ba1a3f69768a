using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>A step as a function of the whole stream at once. Every input counts as received when the batch that holds
/// it is seen, and as processed when its step returns.</summary>
public sealed class BatchBinding(StepDefinition definition, FunctionParameters parameters, Probe probe)
{
    /// <summary>The outputs of all inputs, one by one: each payload is valid until the next is pulled.</summary>
    public IEnumerable<StreamEvent> Handle(IReadOnlyList<StreamEvent> batch)
    {
        var seenNs = MonotonicClock.NowNs;
        foreach (var input in batch)
        {
            probe.Received(input.Sequence, seenNs);
        }

        var step = definition.Begin(parameters);
        foreach (var input in batch)
        {
            foreach (var output in step(input))
            {
                probe.HandedOver(input.Sequence);
                yield return output;
            }

            probe.Finished(input.Sequence);
        }
    }
}
