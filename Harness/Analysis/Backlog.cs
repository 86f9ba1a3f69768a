using Eval.Harness.Analysis.Stamps;
using Eval.Harness.Model;

namespace Eval.Harness.Analysis;

/// <summary>How many events wait whenever a further one is made, and how the last of them are worked off: a system that
/// keeps up is at 0, where the count at every instant would go up and down with each event.</summary>
public static class Backlog
{
    /// <summary>The most points of one trial.</summary>
    public const int MaximumPoints = 500;

    /// <summary>
    /// Seconds since t0 and the events that were made before and are not yet processed, in order of time; the one that
    /// is made then does not count. After the last one come the completions. Evenly many of all, where those are more
    /// than <see cref="MaximumPoints"/>, the first and last among them.
    /// </summary>
    public static IReadOnlyList<(double Seconds, int Waiting)> Of(Measure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        var events = EffectiveStamps.Of(measure.Timeline);
        long[] created = [.. events.Select(e => e.CreatedNs).OfType<long>().Order()];
        long[] processed = [.. events.Select(e => e.ProcessedNs).OfType<long>().Order()];
        var points = new List<(double Seconds, int Waiting)>();
        var done = 0;
        for (var made = 0; made < created.Length; made++)
        {
            while (done < processed.Length && processed[done] <= created[made])
            {
                done++;
            }

            points.Add((Seconds(measure, created[made]), Math.Max(0, made - done)));
        }

        for (; done < processed.Length; done++)
        {
            points.Add((Seconds(measure, processed[done]), Math.Max(0, created.Length - done - 1)));
        }

        return points.Count <= MaximumPoints
            ? points
            : [.. Enumerable.Range(0, MaximumPoints).Select(
                point => points[(int)((long)point * (points.Count - 1) / (MaximumPoints - 1))])];
    }

    private static double Seconds(Measure measure, long ns) => (ns - measure.T0Ns) * 1e-9;
}
