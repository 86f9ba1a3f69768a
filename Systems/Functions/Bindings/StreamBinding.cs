using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Bindings;

/// <summary>
/// A step as a stream function: one state for the whole stream, with the probe in it. An input is processed when its
/// last output has been handed over, that is when the consumer comes back for more.
/// </summary>
public sealed class StreamBinding(StepDefinition definition) : ISynchronousStreamFunction
{
    /// <inheritdoc />
    public IEnumerable<StreamEvent> Run(IEnumerable<StreamEvent> input, StreamContext context)
    {
        var parameters = new FunctionParameters(context.Parameters);
        var step = definition.Begin(parameters);
        var probe = new Probe(parameters.Integer(Expected.Parameter, 0));
        try
        {
            foreach (var item in input)
            {
                var first = probe.Received(item.Sequence);
                foreach (var output in step(item))
                {
                    yield return output;
                    if (first)
                    {
                        probe.HandedOver(item.Sequence);
                    }
                }

                if (first)
                {
                    probe.Finished(item.Sequence);
                }
            }
        }
        finally
        {
            // Also where the stream ends early: what was seen until then is part of the result.
            context.Trailer = ProbeLog.Encode(probe.Records);
        }
    }
}
