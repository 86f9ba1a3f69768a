using Akka.Streams;
using Akka.Streams.Dsl;
using Eval.Systems.Pipelines.Protocol;
using Eval.Systems.Sdk;

namespace Eval.Systems.Pipelines.Operators;

/// <summary>A job's running stream graph: source → map → sink.</summary>
internal sealed class JobGraph
{
    private readonly IBrokerSession _session;
    private readonly ISourceQueueWithComplete<Delivery> _entry;

    private JobGraph(IBrokerSession session, ISourceQueueWithComplete<Delivery> entry, Task completion)
    {
        _session = session;
        _entry = entry;
        Completion = completion;
    }

    /// <summary>Ends once the end of stream was handled, or with what broke the graph.</summary>
    public Task Completion { get; }

    /// <summary>Materialises the graph; no event enters it before <see cref="Open"/>.</summary>
    public static JobGraph Start(Job job, IBrokerSession session, IMaterializer materializer)
    {
        var (entry, completion) = BrokerSource.Create()
            .Via(MapFlow.Create(job.Map))
            .ToMaterialized(BrokerSink.Create(session, job.Sink), Keep.Both)
            .Run(materializer);
        return new JobGraph(session, entry, completion);
    }

    /// <summary>Lets events in, and gives the time just before (MonotonicClock nanoseconds).</summary>
    public long Open()
    {
        var readyNs = MonotonicClock.NowNs;
        _session.DeliverTo(_entry);
        return readyNs;
    }
}
