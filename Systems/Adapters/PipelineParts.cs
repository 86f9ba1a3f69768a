using System.Globalization;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>What a deployed pipeline's streams share.</summary>
/// <param name="Shape">What its clusters are made of.</param>
/// <param name="Broker">Where events wait.</param>
/// <param name="QueueBound">How many messages the broker holds for one stream.</param>
/// <param name="Map">The job's operator.</param>
internal sealed record PipelineParts(PipelineShape Shape, IPipelineBroker Broker, int QueueBound, MapOperator Map)
{
    /// <summary>The job that handles what the broker keeps under that name: one partition for each worker.</summary>
    /// <param name="stream">The name.</param>
    /// <param name="events">The most events that come.</param>
    public Job JobOf(string stream, int events)
    {
        var parameters = new Dictionary<string, string>(Map.Parameters)
        {
            [Expected.Parameter] = events.ToString(CultureInfo.InvariantCulture),
        };
        return new Job(
            stream,
            Shape.Workers,
            Broker.SourceOf(stream),
            Map with { Parameters = parameters },
            [],
            Broker.SinkOf(stream));
    }
}
