using Akka;
using Akka.Streams.Dsl;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The map operator: a function's step with its state and the probe. The end of stream gives the probe's log.
/// </summary>
internal static class MapFlow
{
    /// <summary>Its blueprint, with a fresh state.</summary>
    public static Flow<Delivery, Handled, NotUsed> Create(MapOperator map)
    {
        var parameters = new FunctionParameters(map.Parameters);
        var probe = new Probe(parameters.Integer(Expected.Parameter, 0));
        var step = new PerEventBinding(FunctionCatalog.Find(map.Function), parameters, probe, keepState: true);
        return Flow.Create<Delivery>().Select(delivery => delivery.Event is { } item
            ? new Handled(delivery, step.Handle(item), default)
            : new Handled(delivery, [], ProbeLog.Encode(probe.Records)));
    }
}
