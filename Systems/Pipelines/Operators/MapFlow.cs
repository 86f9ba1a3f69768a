using Akka;
using Akka.Streams.Dsl;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The map operator: a function's step with its state and the probe. The end of stream becomes an end of
/// stream with the probe's log.</summary>
internal static class MapFlow
{
    /// <summary>Its blueprint, with a fresh state; outputs are for that topic.</summary>
    public static Flow<Delivery, Handled, NotUsed> Create(MapOperator map, string outputTopic)
    {
        var parameters = new FunctionParameters(map.Parameters);
        var probe = new Probe(parameters.Integer(Expected.Parameter, 0));
        var step = new PerEventBinding(FunctionCatalog.Find(map.Function), parameters, probe, keepState: true);
        return Flow.Create<Delivery>().Select(delivery => EventMessages.IsEnd(delivery.Message)
            ? new Handled(delivery, [EventMessages.End(outputTopic, ProbeLog.Encode(probe.Records))])
            : new Handled(
                delivery,
                step.Handle(EventMessages.Read(delivery.Message)).Select(item => EventMessages.Of(outputTopic, item))));
    }
}
