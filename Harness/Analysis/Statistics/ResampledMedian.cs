using MathNet.Numerics.Random;

namespace Eval.Harness.Analysis.Statistics;

/// <summary>Medians of resamples of one sample, as large as it is and drawn with replacement.</summary>
internal sealed class ResampledMedian
{
    private readonly double[] _sorted;
    private readonly int[] _rankOf;
    private readonly int[] _drawn;

    /// <summary>Of that sample, at least one value.</summary>
    public ResampledMedian(double[] sample)
    {
        _sorted = [.. sample];
        int[] order = [.. Enumerable.Range(0, sample.Length)];
        Array.Sort(_sorted, order);
        _rankOf = new int[sample.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            _rankOf[order[rank]] = rank;
        }

        _drawn = new int[sample.Length];
    }

    /// <summary>The median of the next resample: one draw for each value, in the order of the sample.</summary>
    public double Next(MersenneTwister random)
    {
        Array.Clear(_drawn);
        var count = _drawn.Length;
        for (var k = 0; k < count; k++)
        {
            _drawn[_rankOf[(int)(random.NextDouble() * count)]]++;
        }

        var (rank, upTo) = (0, _drawn[0]);
        var below = At((count - 1) / 2);
        var above = At(count / 2);
        return below + (0.5 * (above - below));

        // The value of that place in the resample, from 0; places ascend.
        double At(int place)
        {
            while (upTo <= place)
            {
                upTo += _drawn[++rank];
            }

            return _sorted[rank];
        }
    }
}
