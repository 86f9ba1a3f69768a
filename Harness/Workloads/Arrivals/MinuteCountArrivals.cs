using Eval.Harness.Workloads.Generators;

namespace Eval.Harness.Workloads.Arrivals;

/// <summary>
/// Arrivals of a trace that only has counts by the minute, such as that of Azure Functions 2019. Within a minute they
/// are as evenly spaced as they can be, after a phase that is drawn for each minute: the generator invents no bursts,
/// and streams of several functions do not meet at the full minute.
/// </summary>
/// <param name="counts">Arrivals of each minute.</param>
/// <param name="timeScale">How many times faster than the trace: 60 makes a second of a minute.</param>
public sealed class MinuteCountArrivals(IReadOnlyList<int> counts, double timeScale) : IArrivalProcess
{
    private const double MinuteSeconds = 60;

    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeScale);
        var draws = new Draws(seed);
        var times = new ArrivalTimes(seconds);
        for (var minute = 0; minute < counts.Count; minute++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[minute]);
            var phase = draws.Uniform();
            for (var i = 0; i < counts[minute]; i++)
            {
                var inside = (i + phase) / counts[minute];
                if (!times.Add((minute + inside) * MinuteSeconds / timeScale))
                {
                    return times.Ns;
                }
            }
        }

        return times.Ns;
    }
}
