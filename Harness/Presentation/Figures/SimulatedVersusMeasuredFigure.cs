using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Simulated against measured medians, on a line where they are equal.</summary>
internal sealed class SimulatedVersusMeasuredFigure : IPredictionFigure
{
    private const string First = "cold_start_s";
    private const float MarkSize = 5;

    /// <inheritdoc/>
    public string Name => "simulated-vs-measured";

    /// <inheritdoc/>
    public string Description =>
        "Simulated against measured medians of t1 - t0 and t2 - t0, of trials that the model was not fitted to";

    /// <inheritdoc/>
    public DrawnFigure? Draw(IReadOnlyList<PredictionCheck> checks)
    {
        if (checks.Count == 0)
        {
            return null;
        }

        var values = checks
            .SelectMany(check => new double?[] { check.Measured, check.MeasuredHigh, check.Simulated })
            .OfType<double>().ToArray();
        var (x, scale) = ChartAxis.Logarithmic("Measured (s)", values);
        var (y, _) = ChartAxis.Logarithmic("Simulated (s)", values);
        var plot = FigureStyle.NewPlot(x.Title, y.Title);
        plot.Axes.SetLimits(x.From, x.To, y.From, y.To);
        plot.Axes.Bottom.TickGenerator = x.Ticks;
        plot.Axes.Left.TickGenerator = y.Ticks;
        DrawLine(plot, (x.From, y.From), (x.To, y.To), Palette.Faint);
        var systems = checks.Select(check => check.System).Distinct().ToList();
        foreach (var check in checks)
        {
            DrawPoint(plot, scale, check, Palette.Stroke(systems.IndexOf(check.System)));
        }

        var held = checks.Count(check => check.Holds);
        return new DrawnFigure(
            plot,
            [.. systems.Select((label, index) => new LegendEntry(label, Palette.Stroke(index)))],
            $"{held} of {checks.Count} hold. Circles t1 − t0, squares t2 − t0; filled: new duration",
            FigureStyle.ColumnWidth,
            FigureStyle.PlotHeight,
            Data(checks));
    }

    private static void DrawPoint(Plot plot, LogScale scale, PredictionCheck check, Color color)
    {
        if (check.Simulated is not { } simulated
            || scale.Place(check.Measured) is not { } x || scale.Place(simulated) is not { } y)
        {
            return;
        }

        DrawLine(
            plot, (scale.Place(check.MeasuredLow) ?? scale.Foot, y), (scale.Place(check.MeasuredHigh) ?? x, y), color);
        var shape = (check.Metric == First, check.IsFittedDuration) switch
        {
            (true, true) => MarkerShape.OpenCircle,
            (true, false) => MarkerShape.FilledCircle,
            (false, true) => MarkerShape.OpenSquare,
            _ => MarkerShape.FilledSquare,
        };
        var point = plot.Add.Marker(x, y, shape, MarkSize, color);
        point.MarkerLineWidth = FigureStyle.Whisker;
    }

    private static void DrawLine(Plot plot, (double X, double Y) from, (double X, double Y) to, Color color)
    {
        var line = plot.Add.Line(from.X, from.Y, to.X, to.Y);
        line.LineWidth = FigureStyle.Whisker;
        line.LineColor = color;
        line.MarkerSize = 0;
    }

    private static FigureData Data(IEnumerable<PredictionCheck> checks) => new(
        [
            "system", "duration_s", "metric", "fitted_duration", "n", "measured_s", "measured_low_s", "measured_high_s",
            "simulated_s", "tolerance_s", "holds",
        ],
        [
            .. checks.Select(check => (IReadOnlyList<object?>)
            [
                check.System, check.Duration.TotalSeconds, check.Metric, check.IsFittedDuration, check.N,
                check.Measured, check.MeasuredLow, check.MeasuredHigh, check.Simulated, check.Tolerance, check.Holds,
            ]),
        ]);
}
