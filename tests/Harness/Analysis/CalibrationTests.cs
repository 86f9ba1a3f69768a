using Eval.Harness.Analysis;
using Eval.Harness.Analysis.Statistics;
using Eval.Harness.Model;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Analysis;

/// <summary>Whether the whole way from timelines to verdicts cries wolf, and whether it sees one. All is seeded: the
/// outcome never changes, so that these run at their full count everywhere.</summary>
public sealed class CalibrationTests
{
    private const int Side = 20;
    private const double ColdStartMs = 40;
    private const double Variation = 0.05;

    /// <summary>A/A: of one set of independent timelines, 1,000 random halves of 20 and 20 differ in 3 to 7 % with p
    /// below 0.05.</summary>
    [Fact]
    public void Halves_of_one_set_differ_as_often_as_p_says()
    {
        var random = new MersenneTwister(20260303, threadSafe: false);
        var times = ColdStarts(KnownTrials.Measured(Trials("a", random, 2 * Side, slowdown: 1)));
        var significant = 0;
        for (var split = 0; split < 1_000; split++)
        {
            var order = Combinatorics.Shuffled(times, random);
            significant += MannWhitney.Of(order[..Side], order[Side..]).PValue < 0.05 ? 1 : 0;
        }

        significant.ShouldBeInRange(30, 70);
    }

    /// <summary>A/A through the whole table: of 100 pairs of systems that are the same, few get a verdict.</summary>
    [Fact]
    public void Equal_systems_seldom_get_a_verdict()
    {
        var random = new MersenneTwister(42, threadSafe: false);
        Verdicts(random, slowdown: 1).Count(verdict => verdict != "undecided").ShouldBeLessThanOrEqualTo(8);
    }

    /// <summary>Power: timelines with a coefficient of variation of 5 %, slowed by 10 %, are found in at least 80 of
    /// 100.</summary>
    [Fact]
    public void A_slowdown_of_10_percent_is_found()
    {
        var random = new MersenneTwister(815, threadSafe: false);
        Verdicts(random, slowdown: 1.1).Count(verdict => verdict == "lower").ShouldBeGreaterThanOrEqualTo(80);
    }

    private static string[] Verdicts(MersenneTwister random, double slowdown) =>
    [
        .. Enumerable.Range(0, 100).Select(_ => ComparisonTable
            .Of(KnownTrials.Scenario("a", "b"), KnownTrials.Measured(
                Trials("a", random, Side, slowdown: 1), Trials("b", random, Side, slowdown)))
            .Single(pair => pair.Metric == "cold_start_s").Verdict),
    ];

    private static List<Timeline> Trials(string system, MersenneTwister random, int count, double slowdown) =>
    [
        .. KnownTrials.TrialsNs(system,
        [
            .. Enumerable.Range(0, count).Select(_ =>
                (long)(slowdown * Normal.Sample(random, ColdStartMs, Variation * ColdStartMs) * Timelines.Ms)),
        ]),
    ];

    private static double[] ColdStarts(IEnumerable<Measure> measures) =>
        [.. measures.Select(measure => (double)(measure.T1Ns!.Value - measure.T0Ns))];

    private static class Combinatorics
    {
        /// <summary>The values in a random order (Fisher and Yates).</summary>
        public static double[] Shuffled(double[] values, MersenneTwister random)
        {
            double[] order = [.. values];
            for (var last = order.Length - 1; last > 0; last--)
            {
                var chosen = random.Next(last + 1);
                (order[last], order[chosen]) = (order[chosen], order[last]);
            }

            return order;
        }
    }
}
