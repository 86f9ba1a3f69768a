using System.Globalization;
using System.Text;

namespace Eval.Harness.Workloads.Oracles;

/// <summary>
/// River stages seen after the fact, each gauge's readings as one table. Heights are decimals; what the function keeps
/// as sums is here summed anew, except for mean and deviation, whose digits depend on the recurrence (Welford's, with
/// Kahan's compensation): of these a test holds that they are those of exact arithmetic.
/// </summary>
[Oracle("river-stage")]
public sealed class RiverStageOracle : IStreamOracle
{
    private const decimal Flood = 10;
    private const decimal Normal = 9;
    private const decimal Slack = 0.05m;
    private const int Hour = 4;
    private const int Reference = 8;

    /// <inheritdoc />
    public IEnumerable<IReadOnlyList<byte[]>> Outputs(IReadOnlyList<ReadOnlyMemory<byte>> inputs)
    {
        string[][] rows = [.. inputs.Select(line => Encoding.UTF8.GetString(line.Span).Split('\t'))];
        var lines = new Dictionary<int, string>();
        foreach (var site in Enumerable.Range(0, rows.Length).GroupBy(row => rows[row][1]))
        {
            int[] places = [.. site];
            decimal[] feet = [.. places.Select(row => decimal.Parse(rows[row][4], CultureInfo.InvariantCulture))];
            foreach (var (place, told) in places.Zip(Told(feet)))
            {
                lines[place] = $"{site.Key}\t{rows[place][2]}\t{told}";
            }
        }

        return Enumerable.Range(0, rows.Length).Select(
            row => (IReadOnlyList<byte[]>)[Encoding.UTF8.GetBytes(lines[row])]);
    }

    private static IEnumerable<string> Told(decimal[] feet)
    {
        var statistics = Statistics(feet);
        var sum = 0m;
        for (var i = 0; i < feet.Length; i++)
        {
            var rise = i < Hour ? 0 : (double)(feet[i] - feet[i - Hour]);
            sum = i < Reference ? 0 : Math.Max(0, sum + feet[i] - Slack - feet[..Reference].Average());
            var state = IsFlood(feet, i) ? "flood" : "normal";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{feet[i]:0.00}\t{state}\t{rise}\t{(double)sum}\t{statistics[i].Mean}\t{statistics[i].Deviation}");
        }
    }

    /// <summary>The latest height that decides: at flood level or above, or below normal.</summary>
    private static bool IsFlood(decimal[] feet, int i)
    {
        var decides = Array.FindLastIndex(feet, i, height => height is >= Flood or < Normal);
        return decides >= 0 && feet[decides] >= Flood;
    }

    private static (double Mean, double Deviation)[] Statistics(decimal[] feet)
    {
        var statistics = new (double Mean, double Deviation)[feet.Length];
        var (mean, squares, lost) = (0.0, 0.0, 0.0);
        for (var n = 1; n <= feet.Length; n++)
        {
            var x = (double)feet[n - 1];
            var next = mean + ((x - mean) / n);
            var term = ((x - mean) * (x - next)) - lost;
            lost = squares + term - squares - term;
            (mean, squares) = (next, squares + term);
            statistics[n - 1] = (mean, n == 1 ? 0 : Math.Sqrt(squares / (n - 1)));
        }

        return statistics;
    }
}
