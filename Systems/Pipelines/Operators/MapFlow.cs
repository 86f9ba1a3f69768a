using Akka;
using Akka.Streams.Dsl;
using Eval.Systems.Functions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>The map operator: a function's step with its state and the probe.</summary>
internal static class MapFlow
{
    /// <summary>Its blueprint, with a fresh state.</summary>
    public static Flow<Element, Element, NotUsed> Create(MapOperator map)
    {
        var parameters = new FunctionParameters(map.Parameters);
        var probe = new Probe(parameters.Integer(Expected.Parameter, 0));
        var step = new PerEventBinding(FunctionCatalog.Find(map.Function), parameters, probe, keepState: true);
        return Flow.Create<Element>().Select(element => element.IsEnd ? element : Apply(element, step, probe));
    }

    private static Element Apply(Element element, PerEventBinding step, Probe probe)
    {
        var input = element.Events[0];
        var outputs = step.Handle(input);

        // Each delivery is told of by itself, so that nobody has to know what became of the ones before.
        return probe.Find(input.Sequence) is { } record
            ? element with { Events = outputs, Records = [record with { Deliveries = 1 }] }
            : element with { Events = outputs };
    }
}
