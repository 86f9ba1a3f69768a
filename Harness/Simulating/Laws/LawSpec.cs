using Eval.Systems.Simulation.Distributions;

namespace Eval.Harness.Simulating.Laws;

/// <summary>A law of times as a model file has it: a name, its parameters in seconds, and how well it fits.</summary>
public sealed record LawSpec
{
    /// <summary>deterministic, lognormal, gamma, weibull or empirical.</summary>
    public required string Law { get; init; }

    /// <summary>By name: seconds; mu, sigma; shape, scale. Empty for empirical.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    /// <summary>Of an empirical law, the quantiles at equal steps from the least to the greatest value, seconds.
    /// </summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>How many values it was fitted to.</summary>
    public int N { get; init; }

    /// <summary>The largest distance between its distribution function and that of the values (Kolmogorov and
    /// Smirnov), 0 to 1.</summary>
    public double Distance { get; init; }

    /// <summary>The mean of the values, seconds.</summary>
    public double SampleMean { get; init; }

    /// <summary>The law itself.</summary>
    /// <exception cref="FormatException">The name is unknown, or a parameter missing or out of its range.</exception>
    public IDistribution ToDistribution()
    {
        try
        {
            return Law switch
            {
                "deterministic" => new Deterministic(Parameters["seconds"]),
                "lognormal" => new Lognormal(Parameters["mu"], Parameters["sigma"]),
                "gamma" => new Gamma(Parameters["shape"], Parameters["scale"]),
                "weibull" => new Weibull(Parameters["shape"], Parameters["scale"]),
                "empirical" => new Empirical(Quantiles),
                _ => throw new FormatException(
                    $"no law '{Law}'; known: deterministic, empirical, gamma, lognormal, weibull"),
            };
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or ArgumentException)
        {
            throw new FormatException($"{Law}: {wrong.Message}", wrong);
        }
    }
}
