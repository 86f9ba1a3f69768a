using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Monitors;
using Eval.Systems.Simulation.Randomness;
using Eval.Systems.Simulation.Streams;

namespace Eval.Systems.Simulation.Fleets;

/// <summary>
/// Streams by the million at the aggregate fidelity: two events each, its arrival and its end, and for a batch a third,
/// when it is handed over. Memory grows with the streams that live at the same time, and not with those that were.
/// </summary>
public sealed class FleetModel : IEventHandler
{
    private const uint ArrivalPurpose = 16;
    private const int Arrival = 0;
    private const int HandOver = 1;
    private const int End = 2;

    private readonly Simulator _simulator = new();
    private readonly FleetOptions _options;
    private readonly ulong _seed;
    private readonly int _handler;
    private readonly IdleInstances _idle = new();
    private RandomStream _gaps;
    private long _busy;
    private long _levelSinceNs;

    private FleetModel(FleetOptions options, ulong seed)
    {
        (_options, _seed) = (options, seed);
        _handler = _simulator.Register(this);
        _gaps = new RandomStream(seed, ulong.MaxValue, ArrivalPurpose);
    }

    /// <summary>Streams that came.</summary>
    public long Arrived { get; private set; }

    /// <summary>Streams that met an instance which waited.</summary>
    public long Warm { get; private set; }

    /// <summary>t1 − t0.</summary>
    public QuantileSketch ColdStarts { get; } = new();

    /// <summary>(t2 − t0) − L.</summary>
    public QuantileSketch Overheads { get; } = new();

    /// <summary>The same in moments.</summary>
    public Tally OverheadTally { get; } = new();

    /// <summary>t1 − t0 in moments.</summary>
    public Tally ColdStartTally { get; } = new();

    /// <summary>Sum of the penalties, paper Eq. 1.</summary>
    public double PenaltySum { get; private set; }

    /// <summary>Penalties, in billionths.</summary>
    public QuantileSketch Penalties { get; } = new();

    /// <summary>How long instances served: from being asked for, or taken, to t2.</summary>
    public Tally Lifetimes { get; } = new();

    /// <summary>How long instances waited for a stream, or in vain.</summary>
    public Tally IdleTimes { get; } = new();

    /// <summary>Streams that live, over time.</summary>
    public LevelMonitor Live { get; } = new();

    /// <summary>Instances, those included that wait, each number weighed by the nanoseconds that it held.</summary>
    public QuantileSketch Instances { get; } = new();

    /// <summary>Sum of the prices of all streams.</summary>
    public double CostSum { get; private set; }

    /// <summary>When the last stream ended, virtual nanoseconds.</summary>
    public long EndNs => _simulator.NowNs;

    /// <summary>Runs all of it.</summary>
    public static FleetModel Run(FleetOptions options, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Events, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Streams, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SpanNs);
        ArgumentOutOfRangeException.ThrowIfNegative(options.KeepAliveNs);
        var fleet = new FleetModel(options, seed);
        fleet._simulator.Schedule(0, fleet._handler, Arrival);
        fleet._simulator.RunToEnd();
        return fleet;
    }

    /// <inheritdoc />
    public void Handle(int a, long b)
    {
        switch (a)
        {
            case Arrival:
                Arrive();
                break;
            case HandOver:
                Begin((ulong)b);
                break;
            default:
                Live.Add(_simulator.NowNs, -1);
                ChangeBusy(-1);
                if (_options.KeepAliveNs > 0)
                {
                    _idle.Add(_simulator.NowNs);
                }

                break;
        }
    }

    private void Arrive()
    {
        Live.Add(_simulator.NowNs, 1);
        if (_options.System.IsBatch)
        {
            _simulator.Schedule(_options.SpanNs, _handler, HandOver, Arrived);
        }
        else
        {
            Begin((ulong)Arrived);
        }

        Arrived++;
        if (Arrived < _options.Streams)
        {
            _simulator.Schedule(_options.Arrivals.NextGapNs(ref _gaps), _handler, Arrival);
        }
    }

    /// <summary>The stream gets its instance: a batch when its last event is due, others with the first.</summary>
    private void Begin(ulong stream)
    {
        var isWarm = TakeWaiting();
        ChangeBusy(1);
        var times = AggregateStream.Run(
            _options.System, _options.Events, _options.SpanNs, _seed, stream, isWarm);
        var askedNs = _options.System.IsBatch ? times.SpanNs : 0;
        var startNs = isWarm ? 0 : times.T1Ns - askedNs;
        var lifeNs = times.T2Ns - askedNs;
        Warm += isWarm ? 1 : 0;
        ColdStarts.Add(times.T1Ns);
        ColdStartTally.Add(times.T1Ns);
        Overheads.Add(Math.Max(0, times.OverheadNs));
        OverheadTally.Add(times.OverheadNs);
        PenaltySum += times.ColdStartPenalty;
        Penalties.Add((long)(times.ColdStartPenalty * 1e9));
        Lifetimes.Add(lifeNs);
        CostSum += _options.Billing?.OfStream(_options.Events, startNs, lifeNs - startNs) ?? 0;
        _simulator.Schedule(lifeNs, _handler, End);
    }

    private bool TakeWaiting()
    {
        if (_options.AlwaysRuns)
        {
            return true;
        }

        EndExpired();
        if (!_idle.TryTakeNewest(out var sinceNs))
        {
            return false;
        }

        Weigh(_simulator.NowNs, _busy + _idle.Count + 1);
        IdleTimes.Add(_simulator.NowNs - sinceNs);
        return true;
    }

    /// <summary>Between two events of the kernel the number of instances changes only by those that waited long enough,
    /// each at its own time.</summary>
    private void EndExpired()
    {
        while (_idle.Count > 0 && _idle.OldestNs + _options.KeepAliveNs <= _simulator.NowNs)
        {
            Weigh(_idle.OldestNs + _options.KeepAliveNs, _busy + _idle.Count);
            IdleTimes.Add(_options.KeepAliveNs);
            _idle.RemoveOldest();
        }
    }

    private void ChangeBusy(int change)
    {
        EndExpired();
        Weigh(_simulator.NowNs, _busy + _idle.Count);
        _busy += change;
    }

    private void Weigh(long untilNs, long level)
    {
        Instances.Add(level, untilNs - _levelSinceNs);
        _levelSinceNs = untilNs;
    }
}
