using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Lines over a common axis, one a system, told apart by colour and by width.</summary>
internal static class LineChart
{
    private const float MarkSize = 4;
    private const float LabelGap = 2;

    // A tick at the right end has half of its label beyond it.
    private const float Right = 9;

    /// <summary>Draws the series, as steps or with a marker at each point.</summary>
    public static DrawnFigure Draw(
        IReadOnlyList<ChartSeries> series,
        (ChartAxis X, ChartAxis Y) axes,
        bool isStepped,
        IEnumerable<ChartMark> marks,
        string note,
        FigureData data)
    {
        var plot = FigureStyle.NewPlot(axes.X.Title, axes.Y.Title);
        var padding = FigureStyle.Padding;
        plot.Layout.Fixed(new PixelPadding(padding.Left, Right, padding.Bottom, padding.Top));
        plot.Axes.SetLimits(axes.X.From, axes.X.To, axes.Y.From, axes.Y.To);
        plot.Axes.Bottom.TickGenerator = axes.X.Ticks;
        plot.Axes.Left.TickGenerator = axes.Y.Ticks;

        // The broadest first: of lines on each other every one shows.
        foreach (var (index, line) in series.Index().Where(item => item.Item.Points.Count > 0)
            .OrderByDescending(item => Width(item.Index)))
        {
            DrawWhiskers(plot, line, axes.X, Palette.Stroke(index));
            DrawLine(plot, line, index, isStepped);
        }

        foreach (var mark in marks)
        {
            DrawMark(plot, mark, axes.Y.From);
        }

        return new DrawnFigure(
            plot,
            [.. series.Index().Select(item => Legend(item.Index, item.Item))],
            note,
            FigureStyle.ColumnWidth,
            FigureStyle.PlotHeight,
            data);
    }

    private static LegendEntry Legend(int index, ChartSeries series) => new(
        series.Points.Count > 0 ? series.Label : $"{series.Label}: {BarCell.NoValidTrial}", Palette.Stroke(index))
    {
        LineWidth = Width(index),
    };

    private static float Width(int index) => FigureStyle.Line * Palette.Breadth(index);

    private static void DrawLine(Plot plot, ChartSeries series, int index, bool isStepped)
    {
        var line = plot.Add.Scatter(
            series.Points.Select(point => point.X).ToArray(), series.Points.Select(point => point.Y).ToArray());
        line.Color = Palette.Stroke(index);
        line.LineWidth = Width(index);
        line.MarkerSize = isStepped ? 0 : MarkSize;
        line.ConnectStyle = isStepped ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
    }

    private static void DrawWhiskers(Plot plot, ChartSeries series, ChartAxis along, Color color)
    {
        var cap = (along.To - along.From) * 0.008;
        foreach (var point in series.Points)
        {
            if (point is { Low: { } low, High: { } high })
            {
                foreach (var (x1, y1, x2, y2) in (IEnumerable<(double, double, double, double)>)
                [
                    (point.X, low, point.X, high),
                    (point.X - cap, low, point.X + cap, low),
                    (point.X - cap, high, point.X + cap, high),
                ])
                {
                    var line = plot.Add.Line(x1, y1, x2, y2);
                    line.LineWidth = FigureStyle.Whisker;
                    line.LineColor = color;
                    line.MarkerSize = 0;
                }
            }
        }
    }

    private static void DrawMark(Plot plot, ChartMark mark, double foot)
    {
        var text = plot.Add.Text(mark.Words.Replace('-', '−'), mark.X, foot);
        text.LabelFontName = Typeface.Name;
        text.LabelFontSize = FigureStyle.ValueSize;
        text.LabelFontColor = Palette.Faint;
        text.LabelRotation = -90;
        text.LabelAlignment = Alignment.MiddleLeft;
        text.OffsetY = -LabelGap;
    }
}
