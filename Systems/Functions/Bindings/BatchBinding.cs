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
        var first = new bool[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            first[i] = probe.Received(batch[i].Sequence, seenNs);
        }

        var step = definition.Begin(parameters);
        for (var i = 0; i < batch.Count; i++)
        {
            var outputs = CompleteOutputs.Of(step(batch[i]));
            if (first[i])
            {
                probe.Returned(batch[i].Sequence, outputs.Count);
            }

            for (var k = 0; k < outputs.Count; k++)
            {
                yield return outputs[k];
            }
        }
    }
}
