using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>
/// MMPP(2): a Poisson process whose rate is that of a hidden state, which changes after exponential times. Bursty
/// arrivals in two parameters more than Poisson (Fischer and Meier-Hellstern 1993).
/// </summary>
public sealed class ModulatedArrivals : IArrivalProcess
{
    private readonly double[] _rates;
    private readonly double[] _leaving;
    private int _state;

    /// <summary>Begins in the first state; warm-up makes it forget.</summary>
    /// <param name="firstRate">Arrivals per second in the first state, 0 or more.</param>
    /// <param name="secondRate">In the second.</param>
    /// <param name="firstLeaving">Changes per second out of the first state, above 0.</param>
    /// <param name="secondLeaving">Out of the second.</param>
    public ModulatedArrivals(double firstRate, double secondRate, double firstLeaving, double secondLeaving)
    {
        _rates = [Sampling.NotNegative(firstRate, nameof(firstRate)),
            Sampling.NotNegative(secondRate, nameof(secondRate))];
        _leaving = [Sampling.Positive(firstLeaving, nameof(firstLeaving)),
            Sampling.Positive(secondLeaving, nameof(secondLeaving))];
        var first = secondLeaving / (firstLeaving + secondLeaving);
        RatePerSecond = Sampling.Positive(
            (first * firstRate) + ((1 - first) * secondRate), nameof(secondRate));
    }

    /// <inheritdoc />
    public double RatePerSecond { get; }

    /// <inheritdoc />
    public long NextGapNs(ref RandomStream random)
    {
        var seconds = 0.0;
        while (true)
        {
            // The next of two exponential clocks: one draw says when, one which.
            var (rate, leaving) = (_rates[_state], _leaving[_state]);
            seconds += -Math.Log(random.NextUnit()) / (rate + leaving);
            if (random.NextUnit() * (rate + leaving) < rate)
            {
                return Sampling.ToNs(seconds);
            }

            _state = 1 - _state;
        }
    }
}
