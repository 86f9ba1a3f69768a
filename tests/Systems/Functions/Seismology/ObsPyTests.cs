using Eval.Systems.Functions.Seismology;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions.Seismology;

/// <summary>ObsPy's own test values, digits as printed (ORACLES, Section 2).</summary>
public sealed class ObsPyTests
{
    private const double AsPrinted = 5e-9;

    private static readonly double[] Noise = new LegacyNumPy(815).Randn(100_000);

    [Fact]
    public void Recursive_sta_lta_gives_the_printed_digits() =>
        ShouldBePrinted(new RecursiveRatio(5, 10), [0.80810165, 0.75939449, 0.91763978, 0.97465004]);

    [Fact]
    public void Classic_sta_lta_gives_the_printed_digits() =>
        ShouldBePrinted(new ClassicRatio(5, 10), [0.38012302, 0.37704431, 0.47674533, 0.67992292]);

    [Fact]
    public void The_first_ratios_are_zero_as_long_as_the_long_average_fills()
    {
        RecursiveRatio recursive = new(5, 10);
        ClassicRatio classic = new(5, 10);
        Noise.Take(12).Select(recursive.Next).TakeWhile(ratio => ratio == 0).Count().ShouldBe(10);
        Noise.Take(12).Select(classic.Next).TakeWhile(ratio => ratio == 0).Count().ShouldBe(9);
    }

    [Fact]
    public void Silence_gives_zero_and_never_a_ratio_of_zeros()
    {
        IRatio[] ratios = [new RecursiveRatio(5, 10), new ClassicRatio(5, 10)];
        foreach (var ratio in ratios)
        {
            Enumerable.Range(0, 20_000).Select(_ => ratio.Next(0)).ShouldAllBe(value => value == 0);
        }
    }

    [Fact]
    public void Running_sums_of_whole_numbers_stay_exact()
    {
        var random = new LegacyNumPy(1);
        int[] counts = [.. random.Randn(20_000).Select(x => (int)(x * 100_000))];
        var ratio = new ClassicRatio(30, 300);
        for (var i = 0; i < counts.Length; i++)
        {
            var got = ratio.Next(counts[i]);
            if (i >= 299 && i % 97 == 0)
            {
                got.ShouldBe(Mean(counts[(i - 29)..(i + 1)]) / Mean(counts[(i - 299)..(i + 1)]));
            }
        }
    }

    [Fact]
    public void Triggers_of_the_printed_series_are_those_of_ObsPy()
    {
        double[] sine = [.. Enumerable.Range(0, 158).Select(i => Math.Sin(0.1 * i))];
        double[] series = [.. new[] { 1, 2.1, 0.4, 1 }.SelectMany(level => sine.Select(value => value + level))];
        var rule = new TriggerRule(on: 1.5, off: 1, longest: 50);
        var edges = new List<long>();
        for (var i = 0; i < series.Length; i++)
        {
            if (rule.Next(i, series[i]) is { } edge)
            {
                edge.IsOn.ShouldBe(edges.Count % 2 == 0);
                edges.Add(edge.Sample);
            }
        }

        // The last trigger is open when the series ends; ObsPy lets it end there.
        rule.IsOn.ShouldBeTrue();
        edges.Add(series.Length - 1);
        edges.ShouldBe([6, 31, 69, 94, 131, 181, 215, 265, 278, 315, 480, 505, 543, 568, 605, 631]);
    }

    private static void ShouldBePrinted(IRatio ratio, double[] printed)
    {
        var got = Noise.Select(ratio.Next).ToArray()[99..103];
        for (var i = 0; i < printed.Length; i++)
        {
            got[i].ShouldBe(printed[i], AsPrinted);
        }
    }

    private static double Mean(int[] counts) =>
        (double)counts.Sum(count => (long)count * count) / counts.Length;
}
