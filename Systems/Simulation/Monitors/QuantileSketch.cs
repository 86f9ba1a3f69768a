using System.Numerics;

namespace Eval.Systems.Simulation.Monitors;

/// <summary>
/// Quantiles of any number of times in 64 KiB: counts in buckets whose width is at most 1/128 of their values, so that
/// a quantile is off by at most 0.4 % (the layout of HdrHistogram, the guarantee of DDSketch: Masson, Rim and Lee
/// 2019). Merging adds counts, and so gives the same whatever the order.
/// </summary>
public sealed class QuantileSketch
{
    private const int SubBits = 7;
    private const int SubBuckets = 1 << SubBits;

    private readonly long[] _counts = new long[(64 - SubBits) * SubBuckets];

    /// <summary>How many values.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one.</summary>
    /// <param name="valueNs">0 or more.</param>
    public void Add(long valueNs) => Add(valueNs, 1);

    /// <summary>Adds one that counts as several, such as a level for as long as it held.</summary>
    /// <param name="valueNs">0 or more.</param>
    /// <param name="weight">0 or more; all together at most 2⁶³ − 1.</param>
    public void Add(long valueNs, long weight)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(valueNs);
        _counts[BucketOf(valueNs)] += weight;
        Count += weight;
    }

    /// <summary>Adds all of another.</summary>
    public void Add(QuantileSketch other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
    }

    /// <summary>The value at that fraction of all, nanoseconds: the middle of the bucket that holds the value of rank
    /// ⌈q·n⌉; not a number where there is none.</summary>
    /// <param name="fraction">0 to 1.</param>
    public double QuantileNs(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(fraction * Count));
        var seen = 0L;
        for (var bucket = 0; bucket < _counts.Length; bucket++)
        {
            seen += _counts[bucket];
            if (seen >= rank)
            {
                return MiddleOf(bucket);
            }
        }

        return double.NaN;
    }

    /// <summary>Values below 2^SubBits have a bucket each; above, the leading bit and the next SubBits choose.
    /// </summary>
    private static int BucketOf(long value)
    {
        var magnitude = BitOperations.Log2((ulong)value | (SubBuckets - 1)) - (SubBits - 1);
        return magnitude == 0
            ? (int)value
            : (magnitude * SubBuckets) + (int)(value >> (magnitude - 1)) - SubBuckets;
    }

    private static double MiddleOf(int bucket)
    {
        var magnitude = bucket / SubBuckets;
        if (magnitude == 0)
        {
            return bucket;
        }

        var width = 1L << (magnitude - 1);
        var low = ((bucket % SubBuckets) + SubBuckets) * (double)width;
        return low + ((width - 1) / 2.0);
    }
}
