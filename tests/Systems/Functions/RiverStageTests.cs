using System.Text;
using Eval.Systems.Functions;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Functions;

public sealed class RiverStageTests
{
    [Fact]
    public void A_flood_ends_only_below_the_normal_level()
    {
        Run("9.99", "10.00", "9.50", "9.00", "8.99", "9.50", "10.01").Select(columns => columns[3]).ShouldBe(
            ["normal", "flood", "flood", "flood", "normal", "normal", "flood"]);
    }

    [Fact]
    public void The_rate_of_rise_is_that_of_the_last_hour() =>
        Run("1.00", "1.10", "1.20", "1.30", "1.50", "1.00").Select(columns => columns[4]).ShouldBe(
            ["0", "0", "0", "0", "0.5", "-0.1"]);

    /// <summary>The reference is the mean of the first eight, 2.00; each later reading adds what it is above 2.05.
    /// </summary>
    [Fact]
    public void The_cumulative_sum_collects_what_is_above_the_reference_and_never_falls_below_zero() =>
        Run(
            "1.90", "2.10", "1.90", "2.10", "1.90", "2.10", "1.90", "2.10", "2.25", "2.35", "2.00", "1.00", "2.06")
            .Select(columns => columns[5]).Skip(7).ShouldBe(["0", "0.2", "0.5", "0.45", "0", "0.01"]);

    [Fact]
    public void Mean_and_deviation_are_those_of_all_readings_of_the_gauge()
    {
        var last = Run("1.00", "2.00", "3.00", "4.00")[^1];

        last[6].ShouldBe("2.5");
        double.Parse(last[7], System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe(Math.Sqrt(5.0 / 3), 1e-15);
    }

    [Theory]
    [InlineData("")]
    [InlineData("USGS\t01646500\t2026-03-03 00:00\tUTC\tIce\tP")]
    [InlineData("USGS\t01646500\t2026-03-03 00:00\tUTC\t3.2ft\tP")]
    [InlineData("USGS\t01646500\t2026-03-03 00:00\tUTC\t99999999\tP")]
    [InlineData("USGS\t01646500\t2026-03-03 00:00\tUTC\t3.20")]
    [InlineData("USGS\t01646500\t2026-03-03 00:00\tUTC\t3.20\tP\te")]
    public void Lines_that_are_no_reading_are_refused(string line) =>
        Should.Throw<FormatException>(() => RiverStage.Definition.Begin(FunctionParameters.None)(
            new StreamEvent(0, Encoding.UTF8.GetBytes(line))).ToList());

    private static List<string[]> Run(params string[] stages)
    {
        var step = RiverStage.Definition.Begin(FunctionParameters.None);
        return
        [
            .. stages.Select(stage => $"USGS\t01646500\t2026-03-03 00:00\tUTC\t{stage}\tP")
                .SelectMany(line => step(new StreamEvent(0, Encoding.UTF8.GetBytes(line))).ToArray())
                .Select(output => Encoding.UTF8.GetString(output.Payload.Span).Split('\t')),
        ];
    }
}
