using Eval.Harness.Model;
using Eval.Harness.Presentation.Formatting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Two runs side by side: each cell's ratio of medians with its interval.</summary>
internal sealed class ComparisonFigure : IPairFigure
{
    private const string Metric = "processing_overhead_s";
    private const float RowHeight = 13;
    private const float LabelWidth = 96;
    private const int LongestLabel = 24;

    private static readonly double[] Ratios =
        [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.9, 1, 1.1, 1.25, 2, 5, 10, 20, 50, 100];

    /// <inheritdoc/>
    public string Name => "comparison";

    /// <inheritdoc/>
    public string Description =>
        "Two runs: ratio of the medians of the processing overhead, later over earlier, with intervals, cell by cell";

    /// <inheritdoc/>
    public DrawnFigure? Draw(IReadOnlyList<Comparison> comparisons)
    {
        var rows = comparisons.Where(pair => pair.Metric == Metric).ToList();
        if (rows.TrueForAll(pair => pair.Ratio is null))
        {
            return null;
        }

        var plot = FigureStyle.NewPlot("Ratio of medians, later / earlier", "");
        var padding = FigureStyle.Padding;
        plot.Layout.Fixed(new PixelPadding(left: LabelWidth, right: 8, bottom: padding.Bottom, top: padding.Top));
        DrawAxes(plot, rows);
        foreach (var (index, pair) in rows.Index())
        {
            DrawRow(plot, pair, rows.Count - 1 - index);
        }

        var changed = new[] { "lower", "higher", "undecided", "too-few" };
        return new DrawnFigure(
            plot,
            [.. changed.Where(verdict => rows.Exists(pair => pair.Verdict == verdict))
                .Select(verdict => new LegendEntry(verdict, ColorOf(verdict)))],
            "Points: ratios. Whiskers: BCa bootstrap intervals of 95 %",
            FigureStyle.ColumnWidth,
            (rows.Count * RowHeight) + padding.Top + padding.Bottom,
            Data(rows));
    }

    private static void DrawAxes(Plot plot, List<Comparison> rows)
    {
        var ends = rows.SelectMany(pair => new[] { pair.Ratio, pair.CiLow, pair.CiHigh, 0.9, 1.1 })
            .OfType<double>().Where(value => value > 0).Select(Math.Log10).ToList();
        var margin = 0.05 * (ends.Max() - ends.Min());
        var (from, to) = (ends.Min() - margin, ends.Max() + margin);
        plot.Axes.SetLimits(from, to, -0.6, rows.Count - 0.4);
        var ticks = new NumericManual();
        var near = to - from < 1;
        foreach (var ratio in Ratios.Where(ratio => near || ratio is not (0.8 or 0.9 or 1.1 or 1.25)))
        {
            if (Math.Log10(ratio) >= from && Math.Log10(ratio) <= to)
            {
                ticks.AddMajor(Math.Log10(ratio), Numbers.Exact(ratio));
            }
        }

        plot.Axes.Bottom.TickGenerator = ticks;
        plot.Axes.Left.SetTicks(
            [.. rows.Select((_, index) => (double)(rows.Count - 1 - index))],
            [.. rows.Select(pair => Shortened($"{pair.SystemA}, {Numbers.Duration(pair.Duration)}"))]);
        plot.Axes.Left.MajorTickStyle.Length = 0;
        DrawLine(plot, 0, -0.6, 0, rows.Count - 0.4, Palette.Faint);
    }

    private static void DrawRow(Plot plot, Comparison pair, double y)
    {
        var color = ColorOf(pair.Verdict);
        if (pair is { CiLow: > 0 and var low, CiHigh: { } high })
        {
            DrawLine(plot, Math.Log10(low), y, Math.Log10(high), y, color);
        }

        if (pair.Ratio is > 0 and var ratio)
        {
            var point = plot.Add.Marker(Math.Log10(ratio), y, MarkerShape.FilledCircle, 5, color);
            point.MarkerLineWidth = 0;
        }
        else
        {
            var text = plot.Add.Text(BarCell.NoValidTrial, 0, y);
            text.LabelFontName = Typeface.Name;
            text.LabelFontSize = FigureStyle.ValueSize;
            text.LabelFontColor = Palette.Faint;
            text.LabelAlignment = Alignment.MiddleCenter;
        }
    }

    private static void DrawLine(Plot plot, double x1, double y1, double x2, double y2, Color color)
    {
        var line = plot.Add.Line(x1, y1, x2, y2);
        line.LineWidth = FigureStyle.Whisker;
        line.LineColor = color;
        line.MarkerSize = 0;
    }

    private static Color ColorOf(string verdict) => verdict switch
    {
        "lower" => Palette.Fill(2),
        "higher" => Palette.Fill(4),
        "undecided" => Palette.Fill(0),
        _ => Palette.Faint,
    };

    private static string Shortened(string label) =>
        label.Length <= LongestLabel ? label : label[..(LongestLabel - 1)] + "…";

    private static FigureData Data(IEnumerable<Comparison> rows) => new(
        ["system", "parameters", "duration_s", "metric", "n_later", "n_earlier", "ratio", "low", "high", "verdict"],
        [
            .. rows.Select(pair => (IReadOnlyList<object?>)
            [
                pair.SystemA, pair.Parameters, pair.Duration.TotalSeconds, pair.Metric, pair.CountA, pair.CountB,
                pair.Ratio, pair.CiLow, pair.CiHigh, pair.Verdict,
            ]),
        ]);
}
