using System.Globalization;
using System.Text;
using Eval.Harness.Workloads;
using Eval.Harness.Workloads.Generators;
using Shouldly;
using Xunit;

namespace Eval.Tests.Harness.Workloads;

public sealed class RiverTests
{
    /// <summary>With steps that are short against the time constant, the cascade's response is the gamma density, and
    /// all rain comes out again.</summary>
    [Theory]
    [InlineData(1, 200)]
    [InlineData(3, 200)]
    [InlineData(4, 400)]
    public void The_response_to_a_pulse_is_the_gamma_density(int reservoirs, int storage)
    {
        var cascade = new NashCascade(reservoirs, storage);
        double[] flow = [.. Enumerable.Range(0, 30 * storage).Select(step => cascade.Next(step == 0 ? 1 : 0))];

        flow.Sum().ShouldBe(1, 1e-6);
        var factorial = Enumerable.Range(1, reservoirs - 1).Aggregate(1.0, (product, i) => product * i);
        for (var step = storage; step < 10 * storage; step += 37)
        {
            var t = (double)step / storage;
            var density = Math.Pow(t, reservoirs - 1) * Math.Exp(-t) / factorial / storage;
            flow[step].ShouldBe(density, 0.03 * density);
        }
    }

    [Fact]
    public void Readings_are_lines_after_the_USGS_convention_a_quarter_of_an_hour_apart()
    {
        var lines = Lines(Specs.Stream(Specs.Of("river", 4), 400, 1));

        lines[0].Split('\t')[..4].ShouldBe(["USGS", "01646500", "2026-03-03 00:00", "UTC"]);
        lines[5].Split('\t')[..4].ShouldBe(["USGS", "01646501", "2026-03-03 00:15", "UTC"]);
        lines[399].Split('\t')[..3].ShouldBe(["USGS", "01646503", "2026-03-04 00:45"]);
        lines.ShouldAllBe(line => line.EndsWith("\tP") && line.Split('\t')[4].Split('.')[1].Length == 2);
    }

    [Fact]
    public void A_storm_raises_each_gauge_to_its_crest_and_the_next_one_later()
    {
        var stages = Lines(Specs.Stream(Specs.Of("river", 4, ("gauges", "2")), 180, 1))
            .Select(line => double.Parse(line.Split('\t')[4], CultureInfo.InvariantCulture)).ToList();
        double[] upper = [.. stages.Where((_, i) => i % 2 == 0)];
        double[] lower = [.. stages.Where((_, i) => i % 2 == 1)];

        upper[..10].ShouldAllBe(stage => stage > 2.9 && stage < 3.1);
        upper.Max().ShouldBe(12, 1);
        (Array.IndexOf(lower, lower.Max()) - Array.IndexOf(upper, upper.Max())).ShouldBeInRange(1, 3);
        upper[^1].ShouldBeLessThan(3.2);
    }

    /// <summary>The statistics that the function tells are those of exact arithmetic over all its readings.</summary>
    [Fact]
    public void The_told_statistics_are_those_of_exact_arithmetic()
    {
        var stream = Specs.Stream(Specs.Of("river", 4, ("gauges", "1")), 2000, 3);
        decimal[] feet = [.. Lines(stream)
            .Select(line => decimal.Parse(line.Split('\t')[4], CultureInfo.InvariantCulture))];
        var last = Encoding.UTF8.GetString(StreamRunner.Run(stream, "river-stage")[^1][0]).Split('\t');

        var mean = feet.Average();
        var variance = feet.Sum(x => (x - mean) * (x - mean)) / (feet.Length - 1);
        double.Parse(last[6], CultureInfo.InvariantCulture).ShouldBe((double)mean, 1e-13);
        double.Parse(last[7], CultureInfo.InvariantCulture).ShouldBe(Math.Sqrt((double)variance), 1e-13);
    }

    [Fact]
    public void A_flood_begins_and_ends_with_hysteresis()
    {
        var told = StreamRunner.Run(Specs.Stream(Specs.Of("river", 4, ("gauges", "1")), 90, 3), "river-stage")
            .Select(outputs => Encoding.UTF8.GetString(outputs[0]).Split('\t')).ToList();

        var floods = told.Select(columns => columns[3] == "flood").ToList();
        floods.Zip(floods.Skip(1)).Count(pair => pair.First != pair.Second).ShouldBe(2);
        var stages = told.Select(columns => double.Parse(columns[2], CultureInfo.InvariantCulture)).ToList();
        stages[floods.IndexOf(true)].ShouldBeGreaterThanOrEqualTo(10);
        stages[floods.LastIndexOf(true)].ShouldBeInRange(9, 10);
        stages[floods.LastIndexOf(true) + 1].ShouldBeLessThan(9);
    }

    private static List<string> Lines(WorkloadStream stream) =>
        [.. stream.Payloads().Select(line => Encoding.UTF8.GetString(line.Span))];
}
