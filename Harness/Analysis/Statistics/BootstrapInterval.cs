using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// A bias-corrected and accelerated bootstrap interval (BCa; Efron 1987; several samples after Efron and Tibshirani
/// 1993, Chapter 14), at 95 % unless another level is asked for. The same seed gives the same interval on every
/// machine.
/// </summary>
/// <param name="Low">Its lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct BootstrapInterval(double Low, double High)
{
    /// <summary>The nominal coverage.</summary>
    public const double Level = 0.95;

    private const int Resamples = 10_000;

    /// <summary>The interval of a mean; null below two values.</summary>
    public static BootstrapInterval? OfMean(IReadOnlyCollection<double> values, int seed) =>
        Of([[.. values]], samples => samples[0].Average(), seed, Level);

    /// <summary>The interval of median(a)/median(b); null below two values on a side, and where a resampled median of b
    /// is 0.</summary>
    public static BootstrapInterval? OfMedianRatio(
        IReadOnlyCollection<double> a, IReadOnlyCollection<double> b, int seed, double level = Level) =>
        Of(
            [[.. a], [.. b]],
            samples => Quantile.OfOwned(samples[0], 0.5) / Quantile.OfOwned(samples[1], 0.5),
            samples => MedianRatios(samples[0], samples[1], seed),
            level);

    /// <summary>The interval of any statistic of one or more samples, which may reorder the arrays that it is given.
    /// </summary>
    internal static BootstrapInterval? Of(
        double[][] samples, Func<double[][], double> statistic, int seed, double level) =>
        Of(samples, statistic, of => Replicates(of, statistic, seed), level);

    private static BootstrapInterval? Of(
        double[][] samples,
        Func<double[][], double> statistic,
        Func<double[][], double[]> replicatesOf,
        double level)
    {
        if (samples.Any(sample => sample.Length < 2))
        {
            return null;
        }

        var estimate = statistic(Copy(samples));
        var replicates = replicatesOf(samples);
        if (!double.IsFinite(estimate) || !replicates.All(double.IsFinite))
        {
            return null;
        }

        // An estimate outside all replicates would give an infinite bias: it is taken as within half of one.
        var below = replicates.Count(r => r < estimate) + (replicates.Count(r => r == estimate) / 2.0);
        var bias = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5, Resamples - 0.5) / Resamples);
        var acceleration = Acceleration(samples, statistic);
        return new BootstrapInterval(
            Quantile.OfOwned(replicates, Adjusted((1 - level) / 2, bias, acceleration)),
            Quantile.OfOwned(replicates, Adjusted((1 + level) / 2, bias, acceleration)));
    }

    private static double[] Replicates(double[][] samples, Func<double[][], double> statistic, int seed)
    {
        var random = new MersenneTwister(seed, threadSafe: false);
        var drawn = Copy(samples);
        var replicates = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            for (var s = 0; s < samples.Length; s++)
            {
                Draw(samples[s], drawn[s], random);
            }

            replicates[i] = statistic(drawn);
        }

        return replicates;
    }

    /// <summary>The same replicates of a ratio of medians as <see cref="Replicates"/> gives, from the same draws: a
    /// resample's median follows from how often each rank was drawn, without its values being put in order.</summary>
    private static double[] MedianRatios(double[] a, double[] b, int seed)
    {
        var random = new MersenneTwister(seed, threadSafe: false);
        var (first, second) = (new ResampledMedian(a), new ResampledMedian(b));
        var replicates = new double[Resamples];
        for (var i = 0; i < Resamples; i++)
        {
            var median = first.Next(random);
            replicates[i] = median / second.Next(random);
        }

        return replicates;
    }

    // A fraction of a 32-bit draw: its bias is below n/2^32, and a rejecting Next(n) takes most of an analysis' time.
    private static void Draw(double[] sample, double[] drawn, MersenneTwister random)
    {
        for (var k = 0; k < drawn.Length; k++)
        {
            drawn[k] = sample[(int)(random.NextDouble() * sample.Length)];
        }
    }

    private static double Adjusted(double alpha, double bias, double acceleration)
    {
        var z = bias + Normal.InvCDF(0, 1, alpha);
        return Normal.CDF(0, 1, bias + (z / (1 - (acceleration * z))));
    }

    // From the jackknife influence of each value: a = Σ l³/n³ / (6·(Σ l²/n²)^1.5), sums over all samples.
    private static double Acceleration(double[][] samples, Func<double[][], double> statistic)
    {
        double cubes = 0, squares = 0;
        for (var s = 0; s < samples.Length; s++)
        {
            var n = samples[s].Length;
            var without = Enumerable.Range(0, n).Select(k => statistic(CopyWithout(samples, s, k))).ToArray();
            var mean = without.Average();
            var influences = without.Select(value => (n - 1) * (mean - value) / n).ToArray();
            cubes += influences.Sum(l => l * l * l);
            squares += influences.Sum(l => l * l);
        }

        var acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        return double.IsFinite(acceleration) ? acceleration : 0;
    }

    private static double[][] Copy(double[][] samples) => [.. samples.Select(sample => sample.ToArray())];

    private static double[][] CopyWithout(double[][] samples, int sample, int index) =>
        [.. samples.Select((values, s) => s == sample ? [.. values[..index], .. values[(index + 1)..]] : values[..])];
}
