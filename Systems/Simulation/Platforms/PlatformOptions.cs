using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Platforms;

/// <summary>A platform that scales to zero: requests come, instances start for them, serve, idle and go.</summary>
public sealed record PlatformOptions
{
    /// <summary>When requests come.</summary>
    public required IArrivalProcess Arrivals { get; init; }

    /// <summary>How long one is served; of a stream function, how long its stream is.</summary>
    public required IDistribution Service { get; init; }

    /// <summary>How long an instance takes to start, without what its cores do.</summary>
    public IDistribution Start { get; init; } = new Deterministic(0);

    /// <summary>The core time of a start: starts wait for one of <see cref="Cores"/>, first come first served, so that
    /// many at once take longer.</summary>
    public IDistribution StartWork { get; init; } = new Deterministic(0);

    /// <summary>The cores that start instances.</summary>
    public int Cores { get; init; } = int.MaxValue;

    /// <summary>T, how long an instance without requests stays; 0: it goes at once.</summary>
    public long KeepAliveNs { get; init; }

    /// <summary>Instances that always stay, started before time 0: a warm pool.</summary>
    public int MinimumInstances { get; init; }

    /// <summary>The most instances at a time.</summary>
    public int MaximumInstances { get; init; } = int.MaxValue;

    /// <summary>Requests that one instance serves at a time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>The most requests that wait while no instance may be started; who comes then is rejected.</summary>
    public int Queue { get; init; }

    /// <summary>Requests that come before statistics begin.</summary>
    public long WarmUp { get; init; }
}
