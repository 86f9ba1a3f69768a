namespace Eval.Harness.Workloads.Arrivals;

/// <summary>Arrivals as they are drawn, up to an end and a bound.</summary>
/// <param name="seconds">The end.</param>
public sealed class ArrivalTimes(double seconds)
{
    /// <summary>The most arrivals of one draw.</summary>
    public const int Most = 4_194_304;

    private readonly List<long> _timesNs = [];

    /// <summary>The arrivals so far, nanoseconds, ascending.</summary>
    public IReadOnlyList<long> Ns => _timesNs;

    /// <summary>Takes the next arrival in; false where it lies at the end or beyond.</summary>
    /// <exception cref="ArgumentException">There are too many.</exception>
    public bool Add(double atSeconds)
    {
        if (!(atSeconds < seconds))
        {
            return false;
        }

        if (_timesNs.Count == Most)
        {
            throw new ArgumentException($"more than {Most} arrivals in {seconds} s: take a lower rate or less time");
        }

        _timesNs.Add((long)(atSeconds * 1e9));
        return true;
    }
}
