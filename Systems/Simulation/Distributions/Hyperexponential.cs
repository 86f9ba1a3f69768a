using Eval.Systems.Simulation.Randomness;

namespace Eval.Systems.Simulation.Distributions;

/// <summary>One of two exponential laws, chosen anew for each value: more variable than the exponential.</summary>
public sealed class Hyperexponential : IDistribution
{
    private readonly double _probability;
    private readonly Exponential _first;
    private readonly Exponential _second;

    /// <param name="probability">Of the first law, 0 to 1.</param>
    /// <param name="firstMean">Seconds.</param>
    /// <param name="secondMean">Seconds.</param>
    public Hyperexponential(double probability, double firstMean, double secondMean)
    {
        _probability = probability is >= 0 and <= 1
            ? probability
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "must be between 0 and 1");
        _first = new Exponential(firstMean);
        _second = new Exponential(secondMean);
    }

    /// <inheritdoc />
    public double Mean => (_probability * _first.Mean) + ((1 - _probability) * _second.Mean);

    /// <inheritdoc />
    public double Variance => (2 * _probability * _first.Variance) + (2 * (1 - _probability) * _second.Variance)
        - (Mean * Mean);

    /// <inheritdoc />
    public double Cumulative(double x) =>
        (_probability * _first.Cumulative(x)) + ((1 - _probability) * _second.Cumulative(x));

    /// <inheritdoc />
    public double Sample(ref RandomStream random) =>
        random.NextUnit() < _probability ? _first.Sample(ref random) : _second.Sample(ref random);
}
