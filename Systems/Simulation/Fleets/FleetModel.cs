using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Monitors;
using Eval.Systems.Simulation.Randomness;
using Eval.Systems.Simulation.Streams;

namespace Eval.Systems.Simulation.Fleets;

/// <summary>
/// Streams by the million at the aggregate fidelity: two events each, its arrival and its end. Memory grows with the
/// streams that live at the same time, and not with those that were.
/// </summary>
public sealed class FleetModel : IEventHandler
{
    private const uint ArrivalPurpose = 16;
    private const int Arrival = 0;
    private const int End = 1;

    private readonly Simulator _simulator = new();
    private readonly FleetOptions _options;
    private readonly ulong _seed;
    private readonly int _handler;
    private RandomStream _gaps;

    private FleetModel(FleetOptions options, ulong seed)
    {
        (_options, _seed) = (options, seed);
        _handler = _simulator.Register(this);
        _gaps = new RandomStream(seed, ulong.MaxValue, ArrivalPurpose);
    }

    /// <summary>Streams that came.</summary>
    public long Arrived { get; private set; }

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

    /// <summary>How long instances lived: from being asked for to t2.</summary>
    public Tally Lifetimes { get; } = new();

    /// <summary>Streams that live, over time.</summary>
    public LevelMonitor Live { get; } = new();

    /// <summary>When the last stream ended, virtual nanoseconds.</summary>
    public long EndNs => _simulator.NowNs;

    /// <summary>Runs all of it.</summary>
    public static FleetModel Run(FleetOptions options, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Events, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Streams, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.SpanNs);
        var fleet = new FleetModel(options, seed);
        fleet._simulator.Schedule(0, fleet._handler, Arrival);
        fleet._simulator.RunToEnd();
        return fleet;
    }

    /// <inheritdoc />
    public void Handle(int a, long b)
    {
        if (a == End)
        {
            Live.Add(_simulator.NowNs, -1);
            return;
        }

        Live.Add(_simulator.NowNs, 1);
        var times = AggregateStream.Run(_options.System, _options.Events, _options.SpanNs, _seed, (ulong)Arrived);
        Arrived++;
        ColdStarts.Add(times.T1Ns);
        ColdStartTally.Add(times.T1Ns);
        Overheads.Add(Math.Max(0, times.OverheadNs));
        OverheadTally.Add(times.OverheadNs);
        PenaltySum += times.ColdStartPenalty;
        Lifetimes.Add(_options.System.IsBatch ? times.T2Ns - times.SpanNs : times.T2Ns);
        _simulator.Schedule(times.T2Ns, _handler, End);
        if (Arrived < _options.Streams)
        {
            _simulator.Schedule(_options.Arrivals.NextGapNs(ref _gaps), _handler, Arrival);
        }
    }
}
