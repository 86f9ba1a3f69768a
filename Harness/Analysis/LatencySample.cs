using Eval.Harness.Analysis.Statistics;

namespace Eval.Harness.Analysis;

/// <summary>Event latencies of one stream, or of all streams of a cell: each of them up to 100,000, beyond that a
/// histogram of bounded size (<see cref="LatencyHistogram"/>), whose quantiles are within 0.05 %.</summary>
public sealed class LatencySample
{
    /// <summary>Up to here nothing is rounded.</summary>
    public const int MostExact = 100_000;

    private const double NanosecondsPerMillisecond = 1e6;

    private List<long>? _exact = [];
    private LatencyHistogram? _histogram;

    /// <summary>A sample of those latencies.</summary>
    public LatencySample(IEnumerable<long> nanoseconds)
    {
        ArgumentNullException.ThrowIfNull(nanoseconds);
        foreach (var latency in nanoseconds)
        {
            Add(latency);
        }
    }

    /// <summary>How many there are.</summary>
    public long Count => _exact?.Count ?? _histogram!.Count;

    /// <summary>The quantile <paramref name="tau"/> (0 to 1), milliseconds; null where there are none.</summary>
    public double? QuantileMs(double tau) => _exact is null
        ? _histogram!.Quantile(tau) / NanosecondsPerMillisecond
        : Quantile.Of([.. _exact.Select(ns => ns / NanosecondsPerMillisecond)], tau);

    /// <summary>The latencies of those ranks (from 1, ascending), milliseconds.</summary>
    public IReadOnlyList<double> AtRanksMs(IReadOnlyList<long> ranks)
    {
        ArgumentNullException.ThrowIfNull(ranks);
        if (_exact is null)
        {
            return [.. _histogram!.AtRanks(ranks).Select(ns => ns / NanosecondsPerMillisecond)];
        }

        long[] sorted = [.. _exact.Order()];
        return [.. ranks.Select(rank => sorted[rank - 1] / NanosecondsPerMillisecond)];
    }

    private void Add(long nanoseconds)
    {
        if (_exact is { Count: < MostExact })
        {
            _exact.Add(nanoseconds);
            return;
        }

        if (_exact is not null)
        {
            _histogram = new LatencyHistogram();
            _exact.ForEach(AddRounded);
            _exact = null;
        }

        AddRounded(nanoseconds);
    }

    // Processed before it was due: the clock gate closes on that trial, and here it counts as no latency.
    private void AddRounded(long nanoseconds) => _histogram!.Add(Math.Max(0, nanoseconds));
}
