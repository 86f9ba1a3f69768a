using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Streams;

namespace Eval.Tests.Systems.StreamFunctions.Streams;

/// <summary>One stream of a seed, run to its end by the same core as in life: only channels, instances, producer and
/// time are simulated.</summary>
internal sealed class SimulatedStream : IStreamInstances, IStreamSurroundings
{
    /// <summary>Short, since they are virtual.</summary>
    public static readonly StreamDeadlines Deadlines = new()
    {
        MidFrame = TimeSpan.FromSeconds(2),
        Idle = TimeSpan.FromSeconds(5),
        WallClock = TimeSpan.FromSeconds(60),
        PerEvent = TimeSpan.FromSeconds(1),
        Start = TimeSpan.FromSeconds(3),
        End = TimeSpan.FromMilliseconds(500),
    };

    private const int MostSteps = 200_000;
    private const int MostIdleSteps = 8;

    private readonly HashSet<string> _live = [];
    private int _acceptances;
    private int _reports;
    private readonly InstanceConduct[] _conducts;
    private readonly int[] _capacities;
    private readonly long _startNs;

    /// <summary>What happens is the seed's choice, but for what is given.</summary>
    public SimulatedStream(int seed, ProducerConduct? producer = null, InstanceConduct? instance = null)
    {
        World = new SimulatedWorld(seed);
        var stages = World.Random.Next(1, 4);
        Fanout = [.. Enumerable.Range(0, stages).Select(_ => World.Random.Next(4) switch { 0 => 0, 1 => 3, _ => 1 })];
        _conducts = new InstanceConduct[stages];
        _capacities = [.. Enumerable.Range(0, stages).Select(_ => Capacity())];
        if (World.Chance(50))
        {
            var conducts = Enum.GetValues<InstanceConduct>();
            _conducts[World.Random.Next(stages)] = conducts[World.Random.Next(conducts.Length)];
        }

        var producers = Enum.GetValues<ProducerConduct>();
        ProducerConduct = World.Chance(25) ? producers[World.Random.Next(producers.Length)] : ProducerConduct.Proper;
        ProducerConduct = producer ?? ProducerConduct;
        _conducts[^1] = instance ?? _conducts[^1];
        Events = World.Random.Next(0, stages == 1 ? 40 : 12);
        DropsOldest = World.Chance(25);
        Producer = new SimulatedProducer(
            World, ProducerConduct, Events, World.Chance(10) ? 9_000 : 600, Capacity());
        _startNs = World.NowNs;
        if (World.Chance(8))
        {
            World.After(World.Random.NextInt64(1, 500_000_000), EndControlPlane);
        }
    }

    public SimulatedWorld World { get; }

    public int[] Fanout { get; }

    public int Events { get; }

    public bool DropsOldest { get; }

    public ProducerConduct ProducerConduct { get; }

    public SimulatedProducer Producer { get; }

    public List<SimulatedInstance> Instances { get; } = [];

    public StreamSummary? Summary { get; private set; }

    public bool IsEnding { get; private set; }

    public double? CpuSeconds => null;

    /// <summary>Whatever is wrong with how it went; empty where all is well.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Whether anybody misbehaves.</summary>
    public IEnumerable<InstanceConduct> Conducts => _conducts;

    /// <summary>How long it took, virtual nanoseconds.</summary>
    public long TookNs { get; private set; }

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var opening = new FrameBuilder().Open(new Opening("s", "", 1 << 20, [])).Written.ToArray();
        var reader = new FrameReader();
        Wire.Preamble.CopyTo(reader.Space());
        reader.Arrived(Wire.Preamble.Length);
        reader.TryTake(out _);
        var buffer = new BufferPolicy
        {
            Events = World.Random.Next(1, 20),
            Bytes = World.Random.Next(500, 20_000),
            Overflow = DropsOldest ? Overflow.DropOldest : Overflow.Lossless,
        };
        var plan = new StreamPlan
        {
            StreamId = "s",
            MaximumPayload = 1 << 20,
            Stages = Fanout.Length,
            Deadlines = Deadlines,
            Link = _ => new MemoryLink(buffer, opening),
            AdmittedNs = World.NowNs,
        };
        using (var core = new StreamCore(plan, Producer.Channel, reader, this, this, World.NowNs))
        {
            Drive(core);
            Summary = core.Summary;
        }

        TookNs = World.NowNs - _startNs;

        // What is still on its way may arrive.
        var limitNs = World.NowNs + 1_000_000_000;
        while (World.Advance(limitNs))
        {
        }
    }

    public IStreamInstance Acquire(int stage, ReadOnlySpan<byte> first)
    {
        if (_conducts[stage] == InstanceConduct.CannotStart)
        {
            throw new SandboxException("not today");
        }

        var instance = new SimulatedInstance(World, _conducts[stage], stage, Fanout[stage], _capacities[stage]);
        Instances.Add(instance);
        instance.Begin(first);
        return instance;
    }

    public void Started(InstanceSummary instance, ISandboxedInstance box, StreamLifecycle lifecycle)
    {
        if (!_live.Add(instance.InstanceId))
        {
            Violations.Add($"{instance.InstanceId} started twice");
        }
    }

    public void Accepted()
    {
        if (_acceptances++ > 0)
        {
            Violations.Add("accepted twice");
        }
    }

    public void Ended(string instanceId)
    {
        if (!_live.Remove(instanceId))
        {
            Violations.Add($"{instanceId} ended twice");
        }
    }

    public void Reporting(StreamSummary summary)
    {
        if (_reports++ > 0)
        {
            Violations.Add("reported twice");
        }
    }

    /// <summary>How many instances the control plane still lists.</summary>
    public int Listed => _live.Count;

    private int Capacity() => World.Random.Next(3) switch { 0 => 300, 1 => 4_096, _ => 65_536 };

    private void EndControlPlane()
    {
        IsEnding = true;
        foreach (var instance in Instances)
        {
            instance.Kill();
        }
    }

    private void Drive(StreamCore core)
    {
        var waits = new WaitSet();
        var (idle, changes) = (0, World.Changes);
        var (vain, tries, wasFound) = (0, World.Tries, false);
        for (var steps = 0; !core.Step(waits, World.NowNs); steps++)
        {
            World.Note(5, (long)core.State);
            idle = World.Changes == changes + 1 ? idle + 1 : 0;
            changes = World.Changes;
            if (steps > MostSteps || idle > MostIdleSteps)
            {
                Violations.Add($"{steps} steps, the last {idle} for nothing");
                return;
            }

            World.Pass(World.Random.NextInt64(100, 20_000));
            vain = wasFound && World.Tries == tries ? vain + 1 : 0;
            tries = World.Tries;
            if (vain > MostIdleSteps)
            {
                Violations.Add($"woken {vain} times for what it does not want");
                return;
            }

            if (!Wait(waits))
            {
                Violations.Add("waits for ever");
                return;
            }

            wasFound = World.NowNs < waits.DeadlineNs;
            if (!wasFound)
            {
                World.Note(6);
            }
        }
    }

    /// <summary>Lets time pass until something is found; false where that will never be.</summary>
    private bool Wait(WaitSet waits)
    {
        while (!Poll(waits) && World.NowNs < waits.DeadlineNs)
        {
            if (!World.Advance(waits.DeadlineNs) && waits.DeadlineNs == long.MaxValue)
            {
                return false;
            }
        }

        return true;
    }

    private bool Poll(WaitSet waits)
    {
        const Readiness Unasked = Readiness.HungUp | Readiness.Broken;
        var any = waits.Tasks.Exists(task => task.IsCompleted);
        foreach (ref var entry in waits.Entries)
        {
            var descriptor = entry.Descriptor;
            var line = descriptor == 1 ? Producer.Channel
                : Instances.Find(instance => instance.Line.Descriptor == descriptor)?.Line;
            var calls = Instances.Exists(instance => instance.Listener == descriptor && instance.IsCalling);
            var ready = line?.Readiness ?? (calls ? Readiness.Readable : Readiness.None);
            entry.Found = (short)(ready & ((Readiness)entry.Wanted | Unasked));
            any |= entry.Found != 0;
        }

        return any;
    }
}
