using System.Threading.Channels;
using Akka;
using Akka.Streams;
using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>A job's running stream graph: source → map → operators → sink.</summary>
internal sealed class JobGraph
{
    private readonly IBrokerSession _session;
    private readonly LateEvents _late = new();
    private readonly Channel<Delivery> _entry = Channel.CreateBounded<Delivery>(
        new BoundedChannelOptions(BrokerSource.Capacity) { SingleReader = true, SingleWriter = true });

    private JobGraph(Job job, IBrokerSession session, IMaterializer materializer)
    {
        _session = session;
        Completion = job.Operators
            .Aggregate(
                BrokerSource.Create(_entry.Reader).Via(MapFlow.Create(job.Map)),
                (graph, definition) => graph.Via(FlowOf(definition, _late)))
            .ToMaterialized(BrokerSink.Create(session, job.Sink), Keep.Right)
            .Run(materializer);
    }

    /// <summary>Ends once the end of stream was handled, or with what broke the graph.</summary>
    public Task Completion { get; }

    /// <summary>Events that its windows dropped so far.</summary>
    public long Late => _late.Count;

    /// <summary>Materialises the graph; no event enters it before <see cref="Open"/>.</summary>
    public static JobGraph Start(Job job, IBrokerSession session, IMaterializer materializer) =>
        new(job, session, materializer);

    /// <summary>Lets events in, and gives the time just before (MonotonicClock nanoseconds).</summary>
    public long Open()
    {
        var readyNs = MonotonicClock.NowNs;
        _session.DeliverTo(_entry.Writer);
        return readyNs;
    }

    private static Flow<Element, Element, NotUsed> FlowOf(OperatorDefinition definition, LateEvents late) =>
        definition switch
        {
            KeyedCountOperator count => KeyedCountFlow.Create(count),
            TumblingWindowOperator window => TumblingWindowFlow.Create(window, late),
            _ => throw new InvalidOperationException($"no flow for {definition}"),
        };
}
