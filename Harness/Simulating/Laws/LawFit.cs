using Eval.Systems.Simulation.Distributions;

namespace Eval.Harness.Simulating.Laws;

/// <summary>
/// The law that fits values best: of lognormal, gamma and Weibull the one with the least Kolmogorov–Smirnov distance,
/// unless even that is beyond the 5 % limit 1.358/√n; then the values themselves, as quantiles. (The parameters come
/// from the same values, so that the limit lets more pass than 95 %: it chooses between descriptions, and proves none.)
/// </summary>
public static class LawFit
{
    private const double FivePercent = 1.358;
    private const int MostQuantiles = 101;
    private const int FewestValues = 5;

    /// <summary>Fits.</summary>
    /// <param name="seconds">0 or more; at least one.</param>
    public static LawSpec Best(IReadOnlyCollection<double> seconds)
    {
        ArgumentOutOfRangeException.ThrowIfZero(seconds.Count, nameof(seconds));
        double[] sorted = [.. seconds.Select(value => Math.Max(0, value)).Order()];
        if (sorted[0] == sorted[^1])
        {
            return Described("deterministic", sorted, new() { ["seconds"] = sorted[0] }, []);
        }

        var best = sorted[0] > 0 && sorted.Length >= FewestValues
            ? new[] { Lognormal(sorted), Gamma(sorted), Weibull(sorted) }.MinBy(law => law.Distance)
            : null;
        return best is not null && best.Distance <= FivePercent / Math.Sqrt(sorted.Length) ? best : Values(sorted);
    }

    private static LawSpec Lognormal(double[] sorted)
    {
        var logs = sorted.Select(value => Math.Log(value)).ToArray();
        var mu = logs.Average();
        var sigma = Math.Sqrt(logs.Average(value => (value - mu) * (value - mu)));
        return Described("lognormal", sorted, new() { ["mu"] = mu, ["sigma"] = sigma }, []);
    }

    /// <summary>Maximum likelihood with Minka's (2002) first step, within 1.5 % of the shape.</summary>
    private static LawSpec Gamma(double[] sorted)
    {
        var mean = sorted.Average();
        var s = Math.Log(mean) - sorted.Average(value => Math.Log(value));
        var shape = (3 - s + Math.Sqrt(((s - 3) * (s - 3)) + (24 * s))) / (12 * s);
        return Described("gamma", sorted, new() { ["shape"] = shape, ["scale"] = mean / shape }, []);
    }

    /// <summary>Maximum likelihood: the shape k solves Σx^k·ln x/Σx^k − 1/k = mean of ln x, whose left side grows.
    /// </summary>
    private static LawSpec Weibull(double[] sorted)
    {
        var scaled = sorted.Select(value => value / sorted[^1]).ToArray();
        var meanLog = scaled.Average(value => Math.Log(value));
        var (low, high) = (0.01, 1000.0);
        for (var step = 0; step < 100; step++)
        {
            var middle = Math.Sqrt(low * high);
            var weights = scaled.Select(value => Math.Pow(value, middle)).ToArray();
            var left = weights.Zip(scaled, (weight, value) => weight * Math.Log(value)).Sum() / weights.Sum();
            (low, high) = left - (1 / middle) < meanLog ? (middle, high) : (low, middle);
        }

        var shape = Math.Sqrt(low * high);
        var scale = sorted[^1] * Math.Pow(scaled.Average(value => Math.Pow(value, shape)), 1 / shape);
        return Described("weibull", sorted, new() { ["shape"] = shape, ["scale"] = scale }, []);
    }

    private static LawSpec Values(double[] sorted)
    {
        var count = Math.Min(sorted.Length, MostQuantiles);
        var whole = new Empirical(sorted);
        double[] quantiles = count == sorted.Length
            ? sorted
            : [.. Enumerable.Range(0, count).Select(i => whole.Quantile((double)i / (count - 1)))];
        return Described("empirical", sorted, [], quantiles);
    }

    private static LawSpec Described(
        string law, double[] sorted, Dictionary<string, double> parameters, double[] quantiles)
    {
        var spec = new LawSpec
        {
            Law = law,
            Parameters = parameters,
            Quantiles = quantiles,
            N = sorted.Length,
            SampleMean = sorted.Average(),
        };
        return spec with { Distance = law == "deterministic" ? 0 : DistanceOf(spec.ToDistribution(), sorted) };
    }

    private static double DistanceOf(IDistribution law, double[] sorted)
    {
        var largest = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var expected = law.Cumulative(sorted[i]);
            largest = Math.Max(largest, Math.Max(
                Math.Abs(expected - ((double)i / sorted.Length)),
                Math.Abs(expected - ((i + 1.0) / sorted.Length))));
        }

        return largest;
    }
}
