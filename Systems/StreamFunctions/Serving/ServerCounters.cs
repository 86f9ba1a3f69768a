using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;

namespace Eval.Systems.StreamFunctions.Serving;

/// <summary>What has happened on a server since its start.</summary>
internal sealed class ServerCounters
{
    private readonly long[] _byOutcome = new long[Enum.GetValues<EndKind>().Length];
    private readonly long[] _byCode = new long[Enum.GetValues<EndCode>().Length];
    private readonly StartTimes _starts = new();
    private long _connections;
    private long _events;
    private long _bytes;
    private long _dropped;

    /// <summary>Connections accepted.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    public void Connected() => Interlocked.Increment(ref _connections);

    public void Ended(EndKind outcome, EndCode code)
    {
        Interlocked.Increment(ref _byOutcome[(int)outcome]);
        Interlocked.Increment(ref _byCode[(int)code]);
    }

    /// <summary>A stream that was admitted has ended.</summary>
    public void Ended(StreamSummary summary)
    {
        Ended(summary.Outcome, summary.Code);
        _starts.Add(summary);
        foreach (var stage in summary.Stages)
        {
            Interlocked.Add(ref _events, stage.EventsReceived);
            Interlocked.Add(ref _bytes, stage.BytesIn);
            Interlocked.Add(ref _dropped, stage.EventsDropped);
        }
    }

    /// <summary>Events that came to an instance's FIFO, of ended streams.</summary>
    public long FifoEvents => Interlocked.Read(ref _events);

    /// <summary>Their bytes.</summary>
    public long FifoBytes => Interlocked.Read(ref _bytes);

    /// <summary>Of those events, dropped to make room.</summary>
    public long DroppedEvents => Interlocked.Read(ref _dropped);

    /// <summary>From issuing a cold start to the instance being ready, seconds, of ended streams.</summary>
    public HistogramSnapshot StartSeconds => _starts.Snapshot();

    /// <summary>Ended streams by outcome.</summary>
    public IReadOnlyDictionary<EndKind, long> ByOutcome() =>
        Enum.GetValues<EndKind>().ToDictionary(kind => kind, kind => Interlocked.Read(ref _byOutcome[(int)kind]));

    /// <summary>Ended streams by code.</summary>
    public IReadOnlyDictionary<EndCode, long> ByCode() =>
        Enum.GetValues<EndCode>().ToDictionary(code => code, code => Interlocked.Read(ref _byCode[(int)code]));
}
