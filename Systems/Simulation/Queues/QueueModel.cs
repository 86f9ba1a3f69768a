using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Monitors;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Queues;

/// <summary>One station in event style: an event per arrival and one per departure.</summary>
public sealed class QueueModel : IEventHandler
{
    /// <summary>The purpose of the random stream of the gaps between arrivals; the entity is 0.</summary>
    public const uint ArrivalPurpose = 1;

    /// <summary>That of service times, which are drawn in the order in which service begins.</summary>
    public const uint ServicePurpose = 2;

    private const int Arrival = 0;
    private const int Departure = 1;

    private readonly Simulator _simulator;
    private readonly IArrivalProcess _arrivals;
    private readonly DrawnAhead? _gapsAhead;
    private readonly DrawnAhead _services;
    private readonly int _servers;
    private readonly int _capacity;
    private readonly long _warmUp;
    private readonly long _stopAfter;
    private readonly int _handler;
    private readonly WaitingLine _line = new();
    private RandomStream _gaps;
    private int _busy;

    /// <summary>Sums of the times at which customers came, those apart who were lost, and at which they left.</summary>
    private WideSum _came;
    private WideSum _left;

    /// <summary>An empty station; customers come from now on.</summary>
    /// <exception cref="UnstableModelException">It has no steady state.</exception>
    public QueueModel(Simulator simulator, QueueOptions options, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Servers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, options.Servers);
        if (!options.IsStable)
        {
            throw new UnstableModelException(options.Utilisation);
        }

        _simulator = simulator;
        (_servers, _capacity) = (options.Servers, options.Capacity);
        (_warmUp, _stopAfter) = (options.WarmUp, options.StopAfter);
        _handler = simulator.Register(this);
        _arrivals = options.Arrivals;
        _gaps = new RandomStream(seed, 0, ArrivalPurpose);
        _gapsAhead = _arrivals is RenewalArrivals renewal ? new DrawnAhead(renewal.Gap, _gaps) : null;
        _services = new DrawnAhead(options.Service, new RandomStream(seed, 0, ServicePurpose));
        simulator.Schedule(NextGapNs(), _handler, Arrival);
    }

    /// <summary>Customers that have come, lost ones too.</summary>
    public long Arrived { get; private set; }

    /// <summary>Customers after the warm-up that came to a full system.</summary>
    public long Lost { get; private set; }

    /// <summary>Customers after the warm-up that had to wait.</summary>
    public long Waited { get; private set; }

    /// <summary>Waits in the queue of customers after the warm-up, when their service begins; zeros count.</summary>
    public Tally Waits { get; } = new();

    /// <summary>Customers in the system, from the beginning.</summary>
    public LevelMonitor InSystem { get; } = new();

    /// <summary>Told of each wait in the order of service, where somebody wants to know.</summary>
    public Action<long>? WaitSeen { get; init; }

    /// <summary>Sum over all customers of the part of their time in the system that lies before now, nanoseconds.
    /// </summary>
    public Int128 TimeInSystemNs(long nowNs) =>
        _left.Value + ((Int128)InSystem.Level * nowNs) - _came.Value;

    /// <inheritdoc />
    public void Handle(int a, long b)
    {
        if (a == Arrival)
        {
            Arrive(_simulator.NowNs);
        }
        else
        {
            Depart(_simulator.NowNs);
        }
    }

    private void Arrive(long nowNs)
    {
        _simulator.Schedule(NextGapNs(), _handler, Arrival);
        Arrived++;
        if (Arrived == _stopAfter)
        {
            _simulator.Stop();
        }

        if (InSystem.Level == _capacity)
        {
            Lost += Arrived > _warmUp ? 1 : 0;
            return;
        }

        InSystem.Add(nowNs, 1);
        _came.Add(nowNs);
        if (_busy < _servers)
        {
            _busy++;
            Serve(nowNs, nowNs, Arrived);
        }
        else
        {
            _line.Enqueue(nowNs, Arrived);
        }
    }

    private void Depart(long nowNs)
    {
        InSystem.Add(nowNs, -1);
        _left.Add(nowNs);
        if (_line.TryDequeue(out var nextArrivedNs, out var number))
        {
            Serve(nowNs, nextArrivedNs, number);
        }
        else
        {
            _busy--;
        }
    }

    private void Serve(long nowNs, long arrivedNs, long number)
    {
        var waitNs = nowNs - arrivedNs;
        if (number > _warmUp)
        {
            Waits.Add(waitNs);
            Waited += waitNs > 0 ? 1 : 0;
        }

        WaitSeen?.Invoke(waitNs);
        _simulator.Schedule(_services.NextNs(), _handler, Departure);
    }

    // Gaps of a process that remembers are drawn one by one.
    private long NextGapNs() => _gapsAhead is { } ahead ? ahead.NextNs() : _arrivals.NextGapNs(ref _gaps);
}
