using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>
/// A Poisson process whose rate follows a daily profile, by thinning (Lewis and Shedler 1979): arrivals are drawn at
/// the highest rate, and each is kept with the share that its time of day has of it.
/// </summary>
/// <param name="profile">Rates per second at equal steps of the period; between them the rate is linear, and after the
/// last it goes to the first again.</param>
/// <param name="periodSeconds">A day, or what stands for one.</param>
public sealed class DiurnalArrivals(IReadOnlyList<double> profile, double periodSeconds) : IArrivalProcess
{
    /// <summary>Arrivals per second at that time.</summary>
    public double RateAt(double seconds)
    {
        var place = seconds % periodSeconds / periodSeconds * profile.Count;
        var step = (int)Math.Min(place, profile.Count - 1);
        var next = profile[(step + 1) % profile.Count];
        return profile[step] + ((place - step) * (next - profile[step]));
    }

    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        var highest = profile.Max();
        if (profile.Min() < 0 || highest <= 0 || !(periodSeconds > 0))
        {
            throw new ArgumentException("a daily profile has rates that are not negative and not all zero");
        }

        var draws = new Draws(seed);
        var times = new ArrivalTimes(seconds);
        var now = draws.Exponential() / highest;
        while (now < seconds)
        {
            if (draws.Uniform() * highest < RateAt(now))
            {
                times.Add(now);
            }

            now += draws.Exponential() / highest;
        }

        return times.Ns;
    }
}
