using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>Arrivals whose gaps are independent and of one law; the first comes a gap after the start.</summary>
/// <param name="ratePerSecond">One over the mean gap.</param>
/// <param name="gap">The gap's law with mean 1, see <see cref="GapLaw"/>.</param>
public sealed class RenewalArrivals(double ratePerSecond, Func<Draws, double> gap) : IArrivalProcess
{
    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerSecond);
        var draws = new Draws(seed);
        var times = new ArrivalTimes(seconds);
        var now = 0.0;
        do
        {
            now += gap(draws) / ratePerSecond;
        }
        while (times.Add(now));
        return times.Ns;
    }
}
