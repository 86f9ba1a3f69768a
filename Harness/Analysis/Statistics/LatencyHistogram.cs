using System.Numerics;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>
/// Latencies of long streams in bounded memory, after Tene's HDR histogram: exact below 2,048 ns, above that 1,024
/// equal steps from each power of two to the next, so that a quantile is within 0.05 % of the order statistic that it
/// stands for. At most 54 × 1,024 counters (0.5 MiB), however many latencies there are.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 10;
    private const int Steps = 1 << StepBits;

    private long[] _counts = new long[2 * Steps];

    /// <summary>How many latencies it holds.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a latency in.</summary>
    /// <param name="nanoseconds">Not negative: an event that ends before it is due is the clock gate's.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public void Add(long nanoseconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nanoseconds);
        var index = IndexOf(nanoseconds);
        if (index >= _counts.Length)
        {
            Array.Resize(ref _counts, ((index / Steps) + 1) * Steps);
        }

        _counts[index]++;
        Count++;
    }

    /// <summary>The latency of that rank, from 1 to <see cref="Count"/>, nanoseconds: the middle of its step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank.</exception>
    public double AtRank(long rank) => AtRanks([rank])[0];

    /// <summary>The latencies of those ranks, which ascend, in one pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such rank, or they do not ascend.</exception>
    public IReadOnlyList<double> AtRanks(IReadOnlyList<long> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        var found = new double[ranks.Count];
        var (index, upTo, previous) = (-1, 0L, 1L);
        for (var i = 0; i < found.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(ranks[i], previous);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(ranks[i], Count);
            previous = ranks[i];
            while (upTo < ranks[i])
            {
                upTo += _counts[++index];
            }

            found[i] = MiddleOf(index);
        }

        return found;
    }

    /// <summary>The quantile <paramref name="tau"/> (0 to 1), nanoseconds, by the same definition 7 as
    /// <see cref="Statistics.Quantile"/>; null where there are no latencies.</summary>
    public double? Quantile(double tau)
    {
        if (Count == 0)
        {
            return null;
        }

        var position = (Count - 1) * tau;
        var below = (long)position;
        var around = AtRanks([below + 1, Math.Min(below + 2, Count)]);
        return around[0] + ((position - below) * (around[1] - around[0]));
    }

    // The step's first eleven bits say where it is; its size doubles with each further bit.
    private static int IndexOf(long nanoseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)nanoseconds) - StepBits);
        return (shift * Steps) + (int)(nanoseconds >> shift);
    }

    private static double MiddleOf(int index)
    {
        var shift = Math.Max(0, (index / Steps) - 1);
        var first = (long)(index - (shift * Steps)) << shift;
        return first + (((1L << shift) - 1) / 2.0);
    }
}
