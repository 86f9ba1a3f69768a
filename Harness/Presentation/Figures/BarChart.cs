using Eval.Harness.Presentation.Formatting;
using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Bars in groups, by duration for instance, one a system, with intervals as whiskers and values written
/// above. A cell without a value keeps its place, and says why it is empty.</summary>
internal sealed class BarChart
{
    private const double GroupWidth = 0.86;

    /// <summary>More bars than this need both columns of the page.</summary>
    private const int MostBarsInColumn = 16;

    /// <summary>Slots narrower than this have no room for a value; the CSV file has it.</summary>
    private const double LeastSlot = 6.5;

    /// <summary>Between a whisker and its value, points.</summary>
    private const float LabelGap = 2;

    private readonly IReadOnlyList<BarCell> _cells;
    private readonly IBarScale _scale;
    private readonly List<string> _series;
    private readonly List<string> _groups;
    private readonly Plot _plot;
    private readonly float _width;
    private readonly double _slot;
    private readonly bool _hasRoom;

    private BarChart(IReadOnlyList<BarCell> cells, IBarScale scale, string title, string groups)
    {
        _cells = cells;
        _scale = scale;
        _series = [.. cells.Select(cell => cell.Series).Distinct()];
        _groups = [.. cells.Select(cell => cell.Group).Distinct()];
        _plot = FigureStyle.NewPlot(groups, title);
        _width = cells.Count > MostBarsInColumn ? FigureStyle.PageWidth : FigureStyle.ColumnWidth;
        _slot = GroupWidth / cells.CountBy(cell => cell.Group).Select(group => group.Value).DefaultIfEmpty(1).Max();
        var padding = FigureStyle.Padding;
        _hasRoom = (_width - padding.Left - padding.Right) / _groups.Count * _slot >= LeastSlot;
    }

    /// <summary>Draws the cells; null where there are none.</summary>
    public static DrawnFigure? Draw(
        IReadOnlyList<BarCell> cells,
        IBarScale scale,
        string title,
        Func<BarCell, string> note,
        string groups = "Stream duration")
    {
        if (cells.Count == 0)
        {
            return null;
        }

        var chart = new BarChart(cells, scale, title, groups);
        chart.DrawAxes();
        foreach (var cell in cells)
        {
            chart.DrawCell(cell);
        }

        return new DrawnFigure(
            chart._plot,
            [.. chart._series.Select((label, index) => new LegendEntry(label, chart.Fill(label, index)))],
            BarCell.WhiskerNote(cells),
            chart._width,
            FigureStyle.PlotHeight,
            BarCell.Data(cells, note));
    }

    /// <summary>Warm systems are tinted, so that none is taken for a cold one.</summary>
    private Color Fill(string series, int index) =>
        _cells.Any(cell => cell.Series == series && cell.IsWarm) ? Palette.Tint(index) : Palette.Fill(index);

    private void DrawAxes()
    {
        _plot.Axes.SetLimits(-0.5, _groups.Count - 0.5, _scale.Foot, _scale.Foot + Height());
        _plot.Axes.Left.TickGenerator = _scale.Ticks;
        _plot.Axes.Bottom.SetTicks(
            [.. _groups.Select((_, index) => (double)index)], [.. _groups]);
        _plot.Axes.Bottom.MajorTickStyle.Length = 0;
    }

    /// <summary>The least height of the axis, in its own coordinates, that has room above each bar for its value.
    /// </summary>
    private double Height()
    {
        using var font = Typeface.Font(FigureStyle.ValueSize);
        var points = FigureStyle.PlotHeight - FigureStyle.Padding.Top - FigureStyle.Padding.Bottom;
        var height = (_scale.Top - _scale.Foot) * points / (points - LabelGap);
        foreach (var cell in _cells)
        {
            if (_hasRoom && cell.Median is { } median && _scale.Place(median) is { } place)
            {
                var top = Math.Max(place, _scale.Place(cell.Estimate?.CiHigh ?? median) ?? place);
                var label = (2 * LabelGap) + font.MeasureText(Label(cell, median));
                height = Math.Max(height, (top - _scale.Foot) * points / (points - label));
            }
        }

        return height;
    }

    private void DrawCell(BarCell cell)
    {
        var series = _series.IndexOf(cell.Series);
        var group = _cells.Where(other => other.Group == cell.Group).ToList();
        var x = _groups.IndexOf(cell.Group) + ((group.IndexOf(cell) - ((group.Count - 1) / 2.0)) * _slot);
        if (cell.Median is not { } median)
        {
            Write(BarCell.NoValidTrial, x, _scale.Foot, Palette.Faint);
        }
        else if (_scale.Place(median) is not { } height)
        {
            Write("≤ 0: " + _scale.Label(median), x, _scale.Foot, Palette.Faint);
        }
        else
        {
            _plot.Add.Bar(new Bar
            {
                Position = x,
                Value = height,
                ValueBase = _scale.Foot,
                Size = _slot * 0.84,
                FillColor = Fill(cell.Series, series),
                LineWidth = cell.IsWarm ? FigureStyle.Whisker : FigureStyle.Outline,
                LineColor = Palette.Ink,
            });
            var top = DrawWhisker(cell, x, height);
            if (_hasRoom)
            {
                Write(Label(cell, median), x, top, Palette.Ink);
            }
        }
    }

    /// <summary>The value as it is written at its bar; an upper bound says so.</summary>
    private string Label(BarCell cell, double median) => (cell.IsUpperBound ? "≤ " : "") + _scale.Label(median);

    /// <summary>Draws the interval and gives the coordinate above which there is room.</summary>
    private double DrawWhisker(BarCell cell, double x, double height)
    {
        if (cell.Estimate is not { N: > 1, CiLow: { } low, CiHigh: { } high })
        {
            return height;
        }

        // An end that has no place on the axis is drawn at its foot; the data file has the number.
        var from = _scale.Place(low) ?? _scale.Foot;
        var to = _scale.Place(high) ?? _scale.Foot;
        var cap = _slot * 0.18;
        DrawLine(x, from, x, to);
        DrawLine(x - cap, from, x + cap, from);
        DrawLine(x - cap, to, x + cap, to);
        return Math.Max(height, to);
    }

    private void DrawLine(double x1, double y1, double x2, double y2)
    {
        var line = _plot.Add.Line(x1, y1, x2, y2);
        line.LineWidth = FigureStyle.Whisker;
        line.LineColor = Palette.Ink;
        line.MarkerSize = 0;
    }

    /// <summary>Writes upwards from a coordinate.</summary>
    private void Write(string words, double x, double y, Color color)
    {
        var text = _plot.Add.Text(words.Replace('-', '−'), x, y);
        text.LabelFontName = Typeface.Name;
        text.LabelFontSize = FigureStyle.ValueSize;
        text.LabelFontColor = color;
        text.LabelRotation = -90;
        text.LabelAlignment = Alignment.MiddleLeft;
        text.OffsetY = -LabelGap;
    }
}
