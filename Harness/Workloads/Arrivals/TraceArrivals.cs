namespace Eval.Harness.Workloads.Arrivals;

/// <summary>Arrivals at recorded times.</summary>
/// <param name="recordedSeconds">When each came; ascending.</param>
/// <param name="startSeconds">When the trace began.</param>
/// <param name="timeScale">How many times faster than recorded.</param>
public sealed class TraceArrivals(IReadOnlyList<double> recordedSeconds, double startSeconds, double timeScale)
    : IArrivalProcess
{
    /// <inheritdoc />
    public IReadOnlyList<long> Draw(double seconds, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timeScale);
        var times = new ArrivalTimes(seconds);
        for (var i = 0; i < recordedSeconds.Count; i++)
        {
            if (!(recordedSeconds[i] >= (i == 0 ? startSeconds : recordedSeconds[i - 1])))
            {
                throw new ArgumentException($"arrival {i + 1} of the trace is before the one before it");
            }

            if (!times.Add((recordedSeconds[i] - startSeconds) / timeScale))
            {
                break;
            }
        }

        return times.Ns;
    }
}
