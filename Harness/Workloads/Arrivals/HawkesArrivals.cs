using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>
/// Arrivals that bring others about, as earthquakes do (Hawkes 1971), with an exponential memory: the rate at time t is
/// μ + Σ n·β·e^(−β(t − tᵢ)) over the arrivals before. Drawn by Ogata's thinning (1981): between two arrivals the rate
/// only falls, so that its present value bounds it.
/// </summary>
/// <param name="backgroundPerSecond">μ, arrivals that nothing brings about.</param>
/// <param name="branchingRatio">n, how many others an arrival brings about on average; at least 0, below 1.</param>
/// <param name="decayPerSecond">β, how fast that fades.</param>
public sealed class HawkesArrivals(double backgroundPerSecond, double branchingRatio, double decayPerSecond)
    : IArrivalProcess
{
    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(backgroundPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(decayPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(branchingRatio);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(branchingRatio, 1);
        var draws = new Draws(seed);
        var times = new ArrivalTimes(seconds);
        var (now, excitation) = (0.0, 0.0);
        while (now < seconds)
        {
            var bound = backgroundPerSecond + excitation;
            var wait = draws.Exponential() / bound;
            now += wait;
            excitation *= PortableMath.Exp(-decayPerSecond * wait);
            if (draws.Uniform() * bound < backgroundPerSecond + excitation && times.Add(now))
            {
                excitation += branchingRatio * decayPerSecond;
            }
        }

        return times.Ns;
    }
}
