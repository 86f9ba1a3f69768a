using Eval.Systems.Simulation;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>The arrivals of several functions of a trace in one row, each drawn from a seed of its own.</summary>
/// <param name="processes">The functions.</param>
/// <param name="mostSeconds">Arrivals later than that are left out.</param>
public sealed class MergedArrivals(IReadOnlyList<IArrivalProcess> processes, double mostSeconds) : IArrivalProcess
{
    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        var seeds = new SplitMix64(seed);
        var times = new List<long>();
        foreach (var process in processes)
        {
            times.AddRange(process.Draw(Math.Min(seconds, mostSeconds), seeds.Next()));
            if (times.Count > ArrivalTimes.Most)
            {
                throw new ArgumentException($"more than {ArrivalTimes.Most} arrivals: take a shorter span");
            }
        }

        times.Sort();
        return times;
    }
}
