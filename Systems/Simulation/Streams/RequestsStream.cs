using Eval.Systems.Simulation.Distributions;
using Eval.Systems.Simulation.Kernel;

namespace Eval.Systems.Simulation.Streams;

/// <summary>
/// A stream as one request per event, in an open loop, to up to n instances of its own from zero. A request goes to the
/// instance with room that has the lowest number; else it waits at the gateway in order of arrival, and one instance
/// more is started while there are fewer than n and more requests wait than instances are starting; a full line
/// rejects. With one instance that serves one request at a time it is <see cref="FrameByFrameStream"/>, to the
/// nanosecond.
/// </summary>
public sealed class RequestsStream : IEventHandler
{
    private const int Arrived = 0;
    private const int Ready = 1;
    private const int Processed = 2;

    private readonly Simulator _simulator = new();
    private readonly SystemModel _model;
    private readonly EventTimes[] _events;
    private readonly Queue<int> _line = new();
    private readonly List<Instance> _instances = [];
    private readonly int _handler;
    private StreamRandomness _random;

    private RequestsStream(SystemModel model, IReadOnlyList<long> dueNs, ulong seed, ulong stream)
    {
        _model = model;
        _random = new StreamRandomness(seed, stream);
        _handler = _simulator.Register(this);
        _events = new EventTimes[dueNs.Count];
        for (var i = 0; i < _events.Length; i++)
        {
            var deliveryNs = i == 0 ? 0 : model.Delivery.SampleNs(ref _random.Delivery);
            _events[i] = new EventTimes(dueNs[i], dueNs[i], -1, -1, -1);
            _simulator.Schedule(dueNs[i] + deliveryNs, _handler, Arrived, i);
        }
    }

    /// <summary>The stream in full.</summary>
    /// <param name="model">The system; no batch.</param>
    /// <param name="dueNs">When each event is due, nanoseconds after t0; ascending, the first 0.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="stream">The stream's number.</param>
    public static StreamRecord Run(SystemModel model, IReadOnlyList<long> dueNs, ulong seed, ulong stream)
    {
        ArgumentOutOfRangeException.ThrowIfZero(dueNs.Count, nameof(dueNs));
        ArgumentOutOfRangeException.ThrowIfLessThan(model.MaximumInstances, 1, nameof(model));
        var requests = new RequestsStream(model, dueNs, seed, stream);
        requests._simulator.RunToEnd();
        var phases = requests._random.StartPhasesNs(model);
        return new StreamRecord(
            new StreamTimes(
                requests._events[0].SeenNs, requests._events.Max(item => item.ProcessedNs), dueNs[^1]),
            phases,
            0,
            requests._events,
            [.. requests._instances.Select(instance => new InstanceTimes(instance.AskedNs, instance.ReadyNs))]);
    }

    /// <inheritdoc />
    public void Handle(int a, long b)
    {
        switch (a)
        {
            case Arrived:
                Arrive((int)b);
                break;
            case Ready:
                _instances[(int)b].IsReady = true;
                TakeFromLine((int)b, afterAnother: false);
                break;
            default:
                _instances[(int)b].Serving--;
                TakeFromLine((int)b, afterAnother: true);
                break;
        }
    }

    private void Arrive(int sequence)
    {
        var free = _instances.FindIndex(one => one.IsReady && one.Serving < _model.Concurrency);
        if (free >= 0)
        {
            Serve(sequence, free, _simulator.NowNs + GapRestNs(free));
            return;
        }

        if (_line.Count >= _model.Queue)
        {
            return;
        }

        _line.Enqueue(sequence);
        if (_instances.Count < _model.MaximumInstances && _line.Count > _instances.Count(one => !one.IsReady))
        {
            var startNs = _random.StartNs(_model, _instances.Count);
            _instances.Add(new Instance { AskedNs = _simulator.NowNs, ReadyNs = _simulator.NowNs + startNs });
            _simulator.Schedule(startNs, _handler, Ready, _instances.Count - 1);
        }
    }

    private void TakeFromLine(int id, bool afterAnother)
    {
        var instance = _instances[id];
        instance.FreeFromNs = _simulator.NowNs;
        if (afterAnother)
        {
            instance.FreeFromNs += _model.Gap.SampleNs(ref _random.Gap);
        }

        while (instance.Serving < _model.Concurrency && _line.TryDequeue(out var sequence))
        {
            Serve(sequence, id, instance.FreeFromNs);
        }
    }

    /// <summary>An event that comes within the gap after another waits for its end.</summary>
    private long GapRestNs(int id) => Math.Max(0, _instances[id].FreeFromNs - _simulator.NowNs);

    private void Serve(int sequence, int id, long seenNs)
    {
        var processedNs = seenNs + _random.ServiceNs(_model);
        processedNs += sequence == _events.Length - 1 ? _random.EndingNs(_model, _events.Length) : 0;
        _instances[id].Serving++;
        _events[sequence] = _events[sequence] with
        {
            SeenNs = seenNs, ProcessedNs = processedNs, Instance = id,
        };
        _simulator.Schedule(processedNs - _simulator.NowNs, _handler, Processed, id);
    }

    private sealed class Instance
    {
        public long AskedNs { get; init; }

        public long ReadyNs { get; init; }

        public long FreeFromNs { get; set; }

        public bool IsReady { get; set; }

        public int Serving { get; set; }
    }
}
