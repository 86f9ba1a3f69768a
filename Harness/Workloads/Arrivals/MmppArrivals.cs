using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>
/// A Poisson process whose rate is modulated by a Markov chain (MMPP) of two states, one quiet and one busy; it starts
/// in each with the probability that the chain has in the long run.
/// </summary>
/// <param name="quiet">Arrivals per second while quiet, and how long that lasts on average, seconds.</param>
/// <param name="busy">The same while busy.</param>
public sealed class MmppArrivals((double RatePerSecond, double MeanSeconds) quiet,
    (double RatePerSecond, double MeanSeconds) busy) : IArrivalProcess
{
    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(quiet.MeanSeconds);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(busy.MeanSeconds);
        ArgumentOutOfRangeException.ThrowIfNegative(quiet.RatePerSecond);
        ArgumentOutOfRangeException.ThrowIfNegative(busy.RatePerSecond);
        var draws = new Draws(seed);
        var times = new ArrivalTimes(seconds);
        var isBusy = draws.Uniform() * (quiet.MeanSeconds + busy.MeanSeconds) < busy.MeanSeconds;
        var now = 0.0;
        while (now < seconds)
        {
            var (rate, mean) = isBusy ? busy : quiet;
            var end = now + (mean * draws.Exponential());
            while (rate > 0 && (now += draws.Exponential() / rate) < end && times.Add(now))
            {
                // Each turn is an arrival; a gap that reaches into the next state is drawn anew there, since it has no
                // memory.
            }

            now = end;
            isBusy = !isBusy;
        }

        return times.Ns;
    }
}
