using CsCheck;
using Eval.Systems.Simulation.Monitors;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Simulation.Monitors;

public sealed class MonitorTests
{
    [Fact]
    public void A_level_is_integrated_exactly_beyond_64_bits()
    {
        var monitor = new LevelMonitor();
        const long DayNs = 86_400_000_000_000;
        monitor.Add(0, 10_000_000);
        monitor.Add(30 * DayNs, 1);

        monitor.IntegralNs((30 * DayNs) + 7)
            .ShouldBe(((Int128)10_000_000 * 30 * DayNs) + (10_000_001 * 7));
        monitor.Maximum.ShouldBe(10_000_001);
    }

    [Fact]
    public void A_level_is_integrated_exactly_whatever_the_size_of_both() => Gen.Select(
        Gen.Long[-(1L << 40), 1L << 40], Gen.Long[0, 1L << 59], Gen.Int[0, 40], Gen.Int[0, 59]).Sample(
        (level, timeNs, smaller, sooner) =>
        {
            (level, timeNs) = (level >> smaller, timeNs >> sooner);
            var monitor = new LevelMonitor();
            monitor.Add(0, level);
            monitor.Add(timeNs, 1);

            monitor.IntegralNs(timeNs).ShouldBe((Int128)level * timeNs);
        });

    [Fact]
    public void After_the_warm_up_only_what_follows_counts()
    {
        var monitor = new LevelMonitor();
        monitor.Add(0, 5);
        monitor.Restart(10);
        monitor.Add(20, -4);

        monitor.IntegralNs(30).ShouldBe((5 * 10) + 10);
        monitor.Mean(30).ShouldBe(3);
    }

    [Fact]
    public void A_tally_has_the_moments_of_its_values_also_when_merged() =>
        Gen.Long[0, 1L << 40].Array[2, 100].Sample(values =>
        {
            var whole = new Tally();
            var (left, right) = (new Tally(), new Tally());
            for (var i = 0; i < values.Length; i++)
            {
                whole.Add(values[i]);
                (i % 3 == 0 ? left : right).Add(values[i]);
            }

            left.Add(right);
            var mean = values.Average() / 1e9;
            var variance = values.Sum(value => Math.Pow((value / 1e9) - mean, 2)) / (values.Length - 1);
            foreach (var tally in new[] { whole, left })
            {
                tally.Count.ShouldBe(values.Length);
                tally.SumNs.ShouldBe(values.Aggregate((Int128)0, (sum, value) => sum + value));
                tally.MeanSeconds.ShouldBe(mean, 1e-9 * (1 + mean));
                tally.VarianceSeconds.ShouldBe(variance, 1e-9 * (1 + variance));
                (tally.MinimumNs, tally.MaximumNs).ShouldBe((values.Min(), values.Max()));
            }
        });

    [Fact]
    public void A_quantile_is_off_by_at_most_four_tenths_of_a_percent() =>
        Gen.Select(Gen.Long[0, 1L << 60].Array[1, 200], Gen.Double[0, 1]).Sample((values, fraction) =>
        {
            var sketch = new QuantileSketch();
            Array.ForEach(values, sketch.Add);
            Array.Sort(values);
            var exact = values[Math.Max(1, (int)Math.Ceiling(fraction * values.Length)) - 1];

            sketch.QuantileNs(fraction).ShouldBe(exact, 0.0040 * exact);
        });

    [Fact]
    public void Small_values_are_kept_exactly()
    {
        for (var value = 0L; value < 256; value++)
        {
            var sketch = new QuantileSketch();
            sketch.Add(value);
            sketch.QuantileNs(0.5).ShouldBe(value);
        }
    }

    [Fact]
    public void Merged_sketches_are_the_sketch_of_all()
    {
        var (whole, left, right) = (new QuantileSketch(), new QuantileSketch(), new QuantileSketch());
        for (var value = 0L; value < 10_000; value++)
        {
            whole.Add(value * value);
            (value % 2 == 0 ? left : right).Add(value * value);
        }

        left.Add(right);

        foreach (var fraction in new[] { 0, 0.1, 0.5, 0.99, 1 })
        {
            left.QuantileNs(fraction).ShouldBe(whole.QuantileNs(fraction));
        }
    }
}
