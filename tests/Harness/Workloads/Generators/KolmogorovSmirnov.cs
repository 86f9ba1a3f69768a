namespace Eval.Tests.Harness.Workloads.Generators;

/// <summary>The test of Kolmogorov and Smirnov for one sample.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>The greatest distance between the sample's steps and the distribution function.</summary>
    public static double Distance(double[] sample, Func<double, double> distribution)
    {
        var sorted = sample.Order().ToArray();
        var n = (double)sorted.Length;
        return sorted.Select((x, i) => (Value: distribution(x), Place: i))
            .Max(step => Math.Max(((step.Place + 1) / n) - step.Value, step.Value - (step.Place / n)));
    }

    /// <summary>What one right sample of a hundred exceeds.</summary>
    public static double Critical(int count) => 1.63 / Math.Sqrt(count);
}
