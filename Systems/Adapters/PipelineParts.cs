using Eval.Systems.Abstractions;
using Eval.Systems.Pipelines.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>What a deployed pipeline's streams share.</summary>
/// <param name="Executable">The engine's program.</param>
/// <param name="Broker">Where events wait.</param>
/// <param name="QueueBound">How many messages the broker holds for one stream.</param>
/// <param name="Map">The job's operator.</param>
internal sealed record PipelineParts(string Executable, IPipelineBroker Broker, int QueueBound, MapOperator Map)
{
    /// <summary>The job of that stream.</summary>
    public Job JobOf(StreamRequest request)
    {
        var parameters = new Dictionary<string, string>(Map.Parameters)
        {
            [Functions.Bindings.Expected.Parameter] =
                request.Events.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return new Job(
            request.StreamId,
            Broker.SourceOf(request.StreamId),
            Map with { Parameters = parameters },
            Broker.SinkOf(request.StreamId));
    }
}
