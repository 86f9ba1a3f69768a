using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Whether a longer stream pays for its start.</summary>
internal sealed class OverheadByDurationFigure : IFigure
{
    private const string Metric = "processing_overhead_s";

    /// <inheritdoc/>
    public string Name => "overhead-by-duration";

    /// <inheritdoc/>
    public string Description =>
        "Processing overhead (t2 - t0) - L in seconds, logarithmic, against the stream's duration, with intervals";

    /// <inheritdoc/>
    public DrawnFigure? Draw(Run run)
    {
        var cells = BarCell.Of(run, Metric);
        var durations = cells.Select(cell => cell.Estimate?.Duration).OfType<TimeSpan>().Distinct().Order().ToList();
        if (durations.Count < 2)
        {
            return null;
        }

        var lines = cells.GroupBy(cell => cell.Series).ToList();
        var (y, scale) = ChartAxis.Logarithmic(
            "Processing overhead (s)",
            [.. cells.SelectMany(cell => new[] { cell.Median, cell.Estimate?.CiHigh }).OfType<double>()]);
        var x = ChartAxis.At(
            "Stream duration",
            [.. durations.Select(duration => (X(duration), Formatting.Numbers.Duration(duration)))],
            margin: 0.06 * (X(durations[^1]) - X(durations[0])));
        return LineChart.Draw(
            [
                .. lines.Select((line, index) => new ChartSeries(
                    line.Key, Points(line, scale, Shift(index, lines.Count, x)))),
            ],
            (x, y),
            isStepped: false,
            [.. lines.SelectMany((line, index) => Marks(line, scale, Shift(index, lines.Count, x)))],
            BarCell.WhiskerNote(cells).Replace("Bars", "Points", StringComparison.Ordinal),
            BarCell.Data(cells, cell => cell.Median <= 0 ? "not positive: named, not drawn" : ""));
    }

    // Durations are chosen in ratios, such as 10, 30 and 60 s.
    private static double X(TimeSpan duration) => Math.Log10(duration.TotalSeconds);

    // Whiskers of systems that are equally fast would hide each other.
    private static double Shift(int index, int count, ChartAxis axis) =>
        (index - ((count - 1) / 2.0)) * 0.012 * (axis.To - axis.From);

    private static List<ChartPoint> Points(IEnumerable<BarCell> line, LogScale scale, double shift) =>
    [
        .. from cell in line
           let y = cell.Median is { } median ? scale.Place(median) : null
           where y is not null
           let estimate = cell.Estimate
           select new ChartPoint(
               X(estimate.Duration) + shift,
               y.Value,
               estimate.N > 1 ? scale.Place(estimate.CiLow ?? 0) ?? scale.Foot : null,
               estimate.N > 1 ? scale.Place(estimate.CiHigh ?? 0) ?? scale.Foot : null),
    ];

    private static IEnumerable<ChartMark> Marks(IEnumerable<BarCell> line, LogScale scale, double shift) =>
        from cell in line
        where cell.Estimate is not null
        let words = cell.Median is not { } median ? BarCell.NoValidTrial
            : scale.Place(median) is null ? "≤ 0: " + scale.Label(median)
            : null
        where words is not null
        select new ChartMark(X(cell.Estimate!.Duration) + shift, words);
}
