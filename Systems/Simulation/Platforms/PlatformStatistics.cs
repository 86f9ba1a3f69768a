using Eval.Systems.Simulation.Monitors;

namespace Eval.Systems.Simulation.Platforms;

/// <summary>What a platform has done since its statistics began. Bounded memory.</summary>
public sealed class PlatformStatistics
{
    /// <summary>Requests that came.</summary>
    public long Arrived { get; internal set; }

    /// <summary>Of them, those for which an instance was started.</summary>
    public long Cold { get; internal set; }

    /// <summary>Those that an instance with room took at once.</summary>
    public long Warm { get; internal set; }

    /// <summary>Those that had to wait in line.</summary>
    public long Queued { get; internal set; }

    /// <summary>Those that were turned away.</summary>
    public long Rejected { get; internal set; }

    /// <summary>Those whose service is over.</summary>
    public long Completed { get; private set; }

    /// <summary>From a request's arrival to the begin of its service.</summary>
    public Tally Waits { get; private set; } = new();

    /// <summary>The same, for quantiles.</summary>
    public QuantileSketch WaitQuantiles { get; private set; } = new();

    /// <summary>From a request's arrival to the end of its service.</summary>
    public Tally Responses { get; private set; } = new();

    /// <summary>Instances that exist, starting ones too.</summary>
    public LevelMonitor Instances { get; } = new();

    /// <summary>Instances that exist and serve nothing.</summary>
    public LevelMonitor Idle { get; } = new();

    /// <summary>How long instances idled each time, until a request came or they went.</summary>
    public Tally IdleTimes { get; private set; } = new();

    /// <summary>How often the keep-alive time ended it.</summary>
    public long Expired { get; private set; }

    internal bool IsWarm { get; set; }

    internal void Restart(long nowNs)
    {
        (Arrived, Cold, Warm, Queued, Rejected, Completed, Expired) = (0, 0, 0, 0, 0, 0, 0);
        (Waits, WaitQuantiles, Responses, IdleTimes) = (new(), new(), new(), new());
        Instances.Restart(nowNs);
        Idle.Restart(nowNs);
    }

    internal void Created(long nowNs) => Instances.Add(nowNs, 1);

    internal void Removed(long nowNs) => Instances.Add(nowNs, -1);

    internal void BeganIdle(long nowNs) => Idle.Add(nowNs, 1);

    internal void Idled(long nowNs, long sinceNs, bool expired)
    {
        Idle.Add(nowNs, -1);
        IdleTimes.Add(nowNs - sinceNs);
        Expired += expired ? 1 : 0;
    }

    internal void Begun(long waitNs)
    {
        Waits.Add(waitNs);
        WaitQuantiles.Add(waitNs);
    }

    internal void Finished(long responseNs)
    {
        Completed++;
        Responses.Add(responseNs);
    }
}
