namespace Eval.Tests.Harness.Workloads.Arrivals;

/// <summary>What is known of a sample of arrivals.</summary>
internal static class PointProcess
{
    /// <summary>The gaps between arrivals, seconds; the first one from the start on.</summary>
    public static double[] Gaps(IReadOnlyList<long> timesNs) =>
        [.. timesNs.Select((timeNs, i) => (timeNs - (i == 0 ? 0 : timesNs[i - 1])) / 1e9)];

    /// <summary>Variance over mean of the counts in windows of that length: 1 for a Poisson process.</summary>
    public static double IndexOfDispersion(IReadOnlyList<long> timesNs, double seconds, double windowSeconds)
    {
        var counts = new double[(int)(seconds / windowSeconds)];
        foreach (var timeNs in timesNs)
        {
            var window = (int)(timeNs / 1e9 / windowSeconds);
            if (window < counts.Length)
            {
                counts[window]++;
            }
        }

        var mean = counts.Average();
        return counts.Average(count => (count - mean) * (count - mean)) / mean;
    }

    /// <summary>The correlation of each gap with the next: 0 where they are independent.</summary>
    public static double Autocorrelation(double[] gaps)
    {
        var mean = gaps.Average();
        return gaps.Zip(gaps.Skip(1), (a, b) => (a - mean) * (b - mean)).Average()
            / gaps.Average(gap => (gap - mean) * (gap - mean));
    }
}
