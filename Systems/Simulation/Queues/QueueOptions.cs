using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Queues;

/// <summary>A station G/G/c/K, first come first served.</summary>
public sealed record QueueOptions
{
    /// <summary>When customers arrive.</summary>
    public required IArrivalProcess Arrivals { get; init; }

    /// <summary>How long one is served.</summary>
    public required IDistribution Service { get; init; }

    /// <summary>c, 1 or more.</summary>
    public int Servers { get; init; } = 1;

    /// <summary>K, the most customers in the system, those in service included; who comes to a full one is lost.
    /// </summary>
    public int Capacity { get; init; } = int.MaxValue;

    /// <summary>How many customers arrive before statistics begin.</summary>
    public long WarmUp { get; init; }

    /// <summary>When so many have arrived, the simulator is stopped.</summary>
    public long StopAfter { get; init; } = long.MaxValue;

    /// <summary>ρ = λE[S]/c.</summary>
    public double Utilisation => Arrivals.RatePerSecond * Service.Mean / Servers;

    /// <summary>Whether a long run has averages: a queue without bound needs ρ below 1.</summary>
    public bool IsStable => Capacity < int.MaxValue || Utilisation < 1;
}
