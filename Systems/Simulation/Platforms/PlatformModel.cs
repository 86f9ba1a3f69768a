using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;
using Eval.Systems.Simulation.Queues;
using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Platforms;

/// <summary>
/// The instances of a FaaS platform, or of stream functions, where the request is a stream. A request goes to the
/// instance that served latest and has room; else one is started for it, which it awaits; else, at the limit, it waits
/// in line, else it is rejected. An instance without requests goes after the keep-alive time.
/// </summary>
public sealed class PlatformModel : IEventHandler
{
    /// <summary>The purposes of the random streams; the entity is 0.</summary>
    public const uint ArrivalPurpose = 1;

    /// <summary>Service times, in the order in which service begins.</summary>
    public const uint ServicePurpose = 2;

    /// <summary>Starts, in the order in which they are asked for.</summary>
    public const uint StartPurpose = 3;

    /// <summary>The core time of starts.</summary>
    public const uint StartWorkPurpose = 4;

    private const int Arrival = 0;
    private const int Worked = 1;
    private const int Started = 2;
    private const int Served = 3;
    private const int Expired = 4;
    private const int EventBits = 3;

    private readonly Simulator _simulator;
    private readonly PlatformOptions _options;
    private readonly int _handler;
    private readonly InstanceTable _instances = new();
    private readonly WaitingLine _line = new();
    private readonly WaitingLine _starts = new();
    private RandomStream _gaps;
    private RandomStream _services;
    private RandomStream _startTimes;
    private RandomStream _startWork;
    private int _coresBusy;

    /// <summary>The platform with its minimum of instances; requests come from now on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public PlatformModel(Simulator simulator, PlatformOptions options, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cores, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Concurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumInstances, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MinimumInstances, options.MaximumInstances);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MinimumInstances);
        ArgumentOutOfRangeException.ThrowIfNegative(options.KeepAliveNs);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Queue);
        _simulator = simulator;
        _options = options;
        _handler = simulator.Register(this);
        _gaps = new RandomStream(seed, 0, ArrivalPurpose);
        _services = new RandomStream(seed, 0, ServicePurpose);
        _startTimes = new RandomStream(seed, 0, StartPurpose);
        _startWork = new RandomStream(seed, 0, StartWorkPurpose);
        for (var i = 0; i < options.MinimumInstances; i++)
        {
            var id = _instances.Create();
            Statistics.Created(simulator.NowNs);
            BeginIdle(id, simulator.NowNs);
            _instances.List(id);
        }

        ScheduleArrival();
    }

    /// <summary>What has been seen.</summary>
    public PlatformStatistics Statistics { get; } = new();

    /// <summary>Forgets what was seen: the warm-up is over. Instances and requests stay.</summary>
    public void Restart() => Statistics.Restart(_simulator.NowNs);

    /// <inheritdoc />
    public void Handle(int a, long b)
    {
        var nowNs = _simulator.NowNs;
        var id = a >> EventBits;
        switch (a & ((1 << EventBits) - 1))
        {
            case Arrival:
                Arrive(nowNs);
                break;
            case Worked:
                FinishWork(id, b);
                break;
            case Started:
                Begin(id, b, nowNs);
                break;
            case Served:
                Finish(id, b, nowNs);
                break;
            default:
                Expire(id, nowNs);
                break;
        }
    }

    private void ScheduleArrival() =>
        _simulator.Schedule(_options.Arrivals.NextGapNs(ref _gaps), _handler, Arrival);

    private void Arrive(long nowNs)
    {
        ScheduleArrival();
        if (Statistics.Arrived == _options.WarmUp && _options.WarmUp > 0 && !Statistics.IsWarm)
        {
            Statistics.Restart(nowNs);
            Statistics.IsWarm = true;
        }

        Statistics.Arrived++;
        var id = _instances.FirstAvailable;
        if (id >= 0)
        {
            Statistics.Warm++;
            Serve(id, nowNs, nowNs);
        }
        else if (_instances.Count < _options.MaximumInstances)
        {
            Statistics.Cold++;
            Start(nowNs);
        }
        else if (_line.Count < _options.Queue)
        {
            Statistics.Queued++;
            _line.Enqueue(nowNs, 0);
        }
        else
        {
            Statistics.Rejected++;
        }
    }

    /// <summary>A start first needs a core for its work, and then takes its time.</summary>
    private void Start(long nowNs)
    {
        var id = _instances.Create();
        Statistics.Created(nowNs);
        if (_coresBusy < _options.Cores)
        {
            _coresBusy++;
            Work(id, nowNs);
        }
        else
        {
            _starts.Enqueue(nowNs, id);
        }
    }

    private void Work(int id, long arrivedNs) =>
        _simulator.Schedule(_options.StartWork.SampleNs(ref _startWork), _handler, Event(Worked, id), arrivedNs);

    private void FinishWork(int id, long arrivedNs)
    {
        if (_starts.TryDequeue(out var nextArrivedNs, out var next))
        {
            Work((int)next, nextArrivedNs);
        }
        else
        {
            _coresBusy--;
        }

        _simulator.Schedule(_options.Start.SampleNs(ref _startTimes), _handler, Event(Started, id), arrivedNs);
    }

    /// <summary>An instance is ready: it serves the request that it was started for, and those in line for which it
    /// has room.</summary>
    private void Begin(int id, long arrivedNs, long nowNs)
    {
        Serve(id, arrivedNs, nowNs);
        while (_instances.Of(id).Serving < _options.Concurrency && _line.TryDequeue(out var nextArrivedNs, out _))
        {
            Serve(id, nextArrivedNs, nowNs);
        }
    }

    private void Serve(int id, long arrivedNs, long nowNs)
    {
        ref var instance = ref _instances.Of(id);
        if (instance is { Serving: 0, IsListed: true })
        {
            Statistics.Idled(nowNs, instance.IdleSinceNs, expired: false);
        }

        instance.Serving++;
        Statistics.Begun(nowNs - arrivedNs);
        Relist(id, ref instance);
        _simulator.Schedule(_options.Service.SampleNs(ref _services), _handler, Event(Served, id), arrivedNs);
    }

    private void Finish(int id, long arrivedNs, long nowNs)
    {
        Statistics.Finished(nowNs - arrivedNs);
        ref var instance = ref _instances.Of(id);
        instance.Serving--;
        if (_line.TryDequeue(out var nextArrivedNs, out _))
        {
            Serve(id, nextArrivedNs, nowNs);
            return;
        }

        if (instance.Serving == 0)
        {
            BeginIdle(id, nowNs);
        }

        if (instance.IsListed)
        {
            _instances.Unlist(id);
        }

        _instances.List(id);
    }

    /// <summary>In the list as long as it has room.</summary>
    private void Relist(int id, ref InstanceTable.Entry instance)
    {
        var hasRoom = instance.Serving < _options.Concurrency;
        if (instance.IsListed && !hasRoom)
        {
            _instances.Unlist(id);
        }
        else if (!instance.IsListed && hasRoom)
        {
            _instances.List(id);
        }
    }

    private void BeginIdle(int id, long nowNs)
    {
        ref var instance = ref _instances.Of(id);
        instance.IdleSinceNs = nowNs;
        Statistics.BeganIdle(nowNs);
        if (!instance.ExpiryWaits)
        {
            instance.ExpiryWaits = true;
            _simulator.Schedule(_options.KeepAliveNs, _handler, Event(Expired, id));
        }
    }

    /// <summary>An idle time that was interrupted began anew: then the rest of it is still to come.</summary>
    private void Expire(int id, long nowNs)
    {
        ref var instance = ref _instances.Of(id);
        instance.ExpiryWaits = false;
        if (instance.Serving > 0 || _instances.Count <= _options.MinimumInstances)
        {
            return;
        }

        var restNs = instance.IdleSinceNs + _options.KeepAliveNs - nowNs;
        if (restNs > 0)
        {
            instance.ExpiryWaits = true;
            _simulator.Schedule(restNs, _handler, Event(Expired, id));
            return;
        }

        Statistics.Idled(nowNs, instance.IdleSinceNs, expired: true);
        Statistics.Removed(nowNs);
        _instances.Unlist(id);
        _instances.Remove(id);
    }

    private static int Event(int kind, int id) => (id << EventBits) | kind;
}
