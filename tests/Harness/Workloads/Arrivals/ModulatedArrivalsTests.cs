using Eval.Harness.Workloads.Arrivals;
using Eval.Tests.Harness.Workloads.Generators;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads.Arrivals;

public sealed class ModulatedArrivalsTests
{
    /// <summary>Over windows much longer than the states, variance over mean tends to
    /// 1 + 2(λ₁ − λ₂)²π₁π₂/((q₁ + q₂)λ).</summary>
    [Fact]
    public void A_modulated_process_has_its_mean_rate_and_index_of_dispersion()
    {
        const double seconds = 400_000;
        var times = new MmppArrivals((0.5, 3), (4, 1)).Draw(seconds, 5);

        const double mean = ((0.5 * 3) + (4 * 1)) / 4;
        const double dispersion = 1 + (2 * 3.5 * 3.5 * 0.75 * 0.25 / ((1 + (1.0 / 3)) * mean));
        (times.Count / seconds).ShouldBe(mean, 0.02 * mean);
        PointProcess.IndexOfDispersion(times, seconds, 100).ShouldBe(dispersion, 0.1 * dispersion);
        PointProcess.Autocorrelation(PointProcess.Gaps(times)).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void A_state_without_arrivals_is_silent() =>
        PointProcess.Gaps(new MmppArrivals((0, 10), (100, 10)).Draw(1000, 3)).Count(gap => gap > 1)
            .ShouldBeInRange(25, 75);

    /// <summary>Goal: the rate follows the profile. Method: by the time change Λ(t) arrivals become a Poisson process
    /// with rate 1, whose gaps are exponential.</summary>
    [Fact]
    public void A_diurnal_process_follows_its_profile()
    {
        double[] profile = [1, 0.2, 0.5, 3, 5, 2];
        var process = new DiurnalArrivals(profile, periodSeconds: 600);
        var times = process.Draw(10_000, 5);

        var rescaled = Rescaled(times, process.RateAt);
        KolmogorovSmirnov.Distance(rescaled, gap => 1 - Math.Exp(-gap))
            .ShouldBeLessThan(KolmogorovSmirnov.Critical(times.Count));
        PointProcess.Autocorrelation(rescaled).ShouldBe(0, 0.03);
        process.RateAt(450).ShouldBe(3.5);
        process.RateAt(1150).ShouldBe(1.5);
    }

    [Fact]
    public void A_profile_that_is_silent_or_negative_is_refused()
    {
        Should.Throw<ArgumentException>(() => new DiurnalArrivals([0, 0], 10).Draw(1, 1));
        Should.Throw<ArgumentException>(() => new DiurnalArrivals([1, -1], 10).Draw(1, 1));
        Should.Throw<ArgumentException>(() => new DiurnalArrivals([1], 0).Draw(1, 1));
    }

    // The integral of the rate by the trapezoidal rule, exact where it is linear but for the step over a corner.
    private static double[] Rescaled(IReadOnlyList<long> timesNs, Func<double, double> rate)
    {
        var rescaled = new double[timesNs.Count];
        var before = 0.0;
        for (var i = 0; i < timesNs.Count; i++)
        {
            var now = timesNs[i] / 1e9;
            const int parts = 50;
            var step = (now - before) / parts;
            for (var part = 0; part < parts; part++)
            {
                rescaled[i] += step * (rate(before + (part * step)) + rate(before + ((part + 1) * step))) / 2;
            }

            before = now;
        }

        return rescaled;
    }
}
