using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>When things arrive: the gaps between them. It may remember, so each entity needs one of its own.</summary>
public interface IArrivalProcess
{
    /// <summary>Arrivals per second in the long run; finite and above 0.</summary>
    double RatePerSecond { get; }

    /// <summary>Nanoseconds to the next arrival, 0 or more.</summary>
    long NextGapNs(ref RandomStream random);
}
