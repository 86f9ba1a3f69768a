using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;

namespace Eval.Harness.Presentation.Figures;

/// <summary>The tail of sessions of many streams: what one stream in a thousand meets.</summary>
internal sealed class StreamQuantilesFigure : IFigure
{
    private const string Metric = "processing_overhead_s";

    private static readonly (double Place, string Label, Func<FleetAggregate, double?> Value)[] Quantiles =
    [
        (0, "50 %", one => one.P50), (1, "90 %", one => one.P90), (2, "99 %", one => one.P99),
        (3, "99.9 %", one => one.P999),
    ];

    /// <inheritdoc/>
    public string Name => "stream-quantiles";

    /// <inheritdoc/>
    public string Description =>
        "Quantiles of the processing overhead over the streams of a session, medians and ranges over sessions";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        if (run.Fleets.Count == 0)
        {
            return null;
        }

        var longest = run.Fleets.Max(one => one.Duration);
        var rows = run.Fleets.Where(one => one.Metric == Metric && one.Duration == longest)
            .GroupBy(one => Names.Series(one.System, one.Parameters))
            .SelectMany(series => Quantiles.Select(quantile => Row(series.Key, quantile, series)))
            .ToArray();
        var (y, scale) = ChartAxis.Logarithmic("Processing overhead (s)", [.. rows.Select(row => row.High)]);
        var x = ChartAxis.At(
            $"Quantile over streams of {Numbers.Duration(longest)}",
            [.. Quantiles.Select(quantile => (quantile.Place, quantile.Label))],
            margin: 0.3);
        return LineChart.Draw(
            [
                .. rows.GroupBy(row => row.Series).Select(line => new ChartSeries(line.Key,
                [
                    .. from row in line
                       let place = scale.Place(row.Median)
                       where place is not null
                       select new ChartPoint(
                           row.Place, place.Value, scale.Place(row.Low) ?? scale.Foot, scale.Place(row.High)),
                ])),
            ],
            (x, y),
            isStepped: false,
            [],
            $"Points: medians of {rows[0].Sessions} sessions. Whiskers: their ranges",
            new FigureData(
                ["system", "duration_s", "quantile", "sessions", "median_s", "low_s", "high_s"],
                [
                    .. rows.Select(row => (IReadOnlyList<object?>)
                        [row.Series, longest.TotalSeconds, row.Label, row.Sessions, row.Median, row.Low, row.High]),
                ]));
    }

    private static Line Row(
        string series,
        (double Place, string Label, Func<FleetAggregate, double?> Value) quantile,
        IEnumerable<FleetAggregate> sessions)
    {
        double[] values = [.. sessions.Select(quantile.Value).OfType<double>().Order()];
        var middle = (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
        return new Line(series, quantile.Place, quantile.Label, values.Length, middle, values[0], values[^1]);
    }

    private sealed record Line(
        string Series, double Place, string Label, int Sessions, double Median, double Low, double High);
}
