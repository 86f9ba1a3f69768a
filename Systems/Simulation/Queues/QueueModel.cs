using System.Runtime.CompilerServices;
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

    /// <summary>After as many events the model returns: a loop that is entered once a run, and never left, would keep
    /// the code that the compiler makes for methods on the stack, without registers for what the loop holds.</summary>
    private const int MostInARow = 4096;

    private readonly Simulator _simulator;
    private readonly IArrivalProcess _arrivals;
    private readonly DrawnAhead? _gapsAhead;
    private readonly DrawnAhead _services;
    private readonly int _servers;
    private readonly bool _isSingle;
    private readonly int _capacity;
    private readonly long _warmUp;
    private readonly long _stopAfter;
    private readonly int _handler;
    private readonly WaitingLine _line = new();
    private RandomStream _gaps;
    private int _busy;

    /// <summary>With one server, the two events that there can be: the list holds the first of them only between
    /// calls.</summary>
    private KeptEvent _arrival = KeptEvent.Never;
    private KeptEvent _departure = KeptEvent.Never;

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
        _isSingle = _servers == 1;
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
        if (_isSingle)
        {
            HandleSingle(a == Arrival);
        }
        else if (a == Arrival)
        {
            _simulator.Schedule(NextGapNs(), _handler, Arrival);
            if (Arrive(_simulator.NowNs))
            {
                _simulator.Schedule(_services.NextNs(), _handler, Departure);
            }
        }
        else if (Depart(_simulator.NowNs))
        {
            _simulator.Schedule(_services.NextNs(), _handler, Departure);
        }
    }

    /// <summary>Goes on from event to event as long as nothing else in the simulation comes before.</summary>
    private void HandleSingle(bool isArrival)
    {
        var (arrival, departure) = (_arrival, _departure);
        KeptEvent next;
        var handled = 0;
        do
        {
            var nowNs = _simulator.NowNs;
            if (isArrival)
            {
                arrival = _simulator.Keep(NextGapNs());
                departure = Arrive(nowNs) ? _simulator.Keep(_services.NextNs()) : departure;
            }
            else
            {
                departure = Depart(nowNs) ? _simulator.Keep(_services.NextNs()) : KeptEvent.Never;
            }

            isArrival = arrival.IsBefore(departure);
            next = isArrival ? arrival : departure;
        }
        while (++handled < MostInARow && _simulator.TryGoOn(next));

        (_arrival, _departure) = (arrival, departure);
        _simulator.Give(next, _handler, isArrival ? Arrival : Departure);
    }

    /// <summary>Somebody comes; gives whether their service begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Arrive(long nowNs)
    {
        Arrived++;
        if (Arrived == _stopAfter)
        {
            _simulator.Stop();
        }

        if (InSystem.Level == _capacity)
        {
            Lost += Arrived > _warmUp ? 1 : 0;
            return false;
        }

        InSystem.Add(nowNs, 1);
        _came.Add(nowNs);
        if (_busy == _servers)
        {
            _line.Enqueue(nowNs, Arrived);
            return false;
        }

        _busy++;
        Begin(nowNs, nowNs, Arrived);
        return true;
    }

    /// <summary>Somebody leaves; gives whether another's service begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Depart(long nowNs)
    {
        InSystem.Add(nowNs, -1);
        _left.Add(nowNs);
        if (_line.TryDequeue(out var nextArrivedNs, out var number))
        {
            Begin(nowNs, nextArrivedNs, number);
            return true;
        }

        _busy--;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Begin(long nowNs, long arrivedNs, long number)
    {
        var waitNs = nowNs - arrivedNs;
        if (number > _warmUp)
        {
            Waits.Add(waitNs);
            Waited += waitNs > 0 ? 1 : 0;
        }

        WaitSeen?.Invoke(waitNs);
    }

    // Gaps of a process that remembers are drawn one by one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long NextGapNs() => _gapsAhead is { } ahead ? ahead.NextNs() : _arrivals.NextGapNs(ref _gaps);
}
