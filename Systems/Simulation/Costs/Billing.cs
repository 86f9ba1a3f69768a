using Eval.Systems.Simulation.Distributions;

namespace Eval.Systems.Simulation.Costs;

/// <summary>How a system's streams are billed. Single streams cost fractions of a cent and come by the million: prices
/// are doubles here, and decimals in an <see cref="Invoice"/>.</summary>
public sealed class Billing
{
    private const double NanosecondsPerSecond = 1e9;
    private const int MostSteps = 1_000_000;

    private readonly long _roundingNs;
    private readonly long _minimumNs;
    private readonly double _perRequest;
    private readonly IDistribution _service;

    /// <summary>The billing of a system.</summary>
    /// <param name="book">The prices.</param>
    /// <param name="rule">What is billed.</param>
    /// <param name="size">Memory, GiB (of offers that count in GB the same number of GB), and its processors.</param>
    /// <param name="service">The service of one event.</param>
    public Billing(PriceBook book, BillingRule rule, (double MemoryGib, double Vcpus) size, IDistribution service)
    {
        Rule = rule;
        var memory = (decimal)Sampling.NotNegative(size.MemoryGib, nameof(size));
        PerSecond = (double)book.PerInstanceSecond(
            memory, (decimal)Sampling.NotNegative(size.Vcpus, nameof(size)), memory)
            + ((double)book.PerWorkerHour / 3600);
        _perRequest = (double)book.PerRequest;
        _roundingNs = (long)(book.RoundingSeconds * (decimal)NanosecondsPerSecond);
        _minimumNs = (long)(book.MinimumSeconds * (decimal)NanosecondsPerSecond);
        _service = service;
        RequestSeconds = MeanBilledSeconds();
    }

    /// <summary>What is billed.</summary>
    public BillingRule Rule { get; }

    /// <summary>The price of an instance, a second.</summary>
    public double PerSecond { get; }

    /// <summary>The mean time that a request for one event is billed as, seconds.</summary>
    public double RequestSeconds { get; }

    /// <summary>What a time is billed as, rounded up in whole nanoseconds.</summary>
    public long BilledNs(long ns) => Math.Max(
        _roundingNs > 0 ? (ns + _roundingNs - 1) / _roundingNs * _roundingNs : ns, _minimumNs);

    /// <summary>The price of one stream; of <see cref="BillingRule.AlwaysOn"/> nothing, as it does not depend on
    /// streams.</summary>
    /// <param name="events">N.</param>
    /// <param name="startNs">How long its cold start took; 0 where an instance waited.</param>
    /// <param name="openNs">From the first event that an instance sees to t2.</param>
    public double OfStream(int events, long startNs, long openNs) => Rule switch
    {
        BillingRule.Lifetime or BillingRule.OneRequest =>
            (Seconds(BilledNs(startNs + openNs)) * PerSecond) + _perRequest,
        BillingRule.RequestPerEvent =>
            ((Math.Min(events * RequestSeconds, Math.Max(Seconds(openNs), RequestSeconds)) + Seconds(startNs))
                * PerSecond) + (events * _perRequest),
        _ => 0,
    };

    private static double Seconds(long ns) => ns / NanosecondsPerSecond;

    /// <summary>E[r·⌈S/r⌉] = r·Σ P(S > k·r) over k from 0; without rounding E[S].</summary>
    private double MeanBilledSeconds()
    {
        if (_roundingNs == 0)
        {
            return Math.Max(_service.Mean, Seconds(_minimumNs));
        }

        var rounding = Seconds(_roundingNs);
        var (sum, step) = (0.0, 0);
        for (var above = 1.0; above > 1e-12 && step < MostSteps; step++)
        {
            above = 1 - _service.Cumulative(step * rounding);
            sum += above;
        }

        return Math.Max(sum * rounding, Seconds(_minimumNs));
    }
}
