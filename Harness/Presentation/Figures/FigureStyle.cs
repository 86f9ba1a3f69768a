using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>Sizes of a figure as it stands in a paper, in points, and the plot that follows them.</summary>
internal static class FigureStyle
{
    /// <summary>One column of a two-column page: 3.33 inches.</summary>
    public const float ColumnWidth = 240;

    /// <summary>Both columns: 7 inches.</summary>
    public const float PageWidth = 504;

    /// <summary>The plot's height.</summary>
    public const float PlotHeight = 150;

    /// <summary>All text.</summary>
    public const float TextSize = 8;

    /// <summary>Values at bars, where many stand side by side.</summary>
    public const float ValueSize = 7;

    /// <summary>The note.</summary>
    public const float NoteSize = 6.5f;

    /// <summary>Lines around bars.</summary>
    public const float Outline = 0.5f;

    /// <summary>Lines of data.</summary>
    public const float Line = 1.2f;

    /// <summary>Whiskers.</summary>
    public const float Whisker = 0.8f;

    /// <summary>Room around the data for ticks and labels; fixed, so that nothing moves with the numbers.</summary>
    public static PixelPadding Padding { get; } = new(left: 42, right: 4, bottom: 23, top: 3);

    /// <summary>An empty plot with that style and those axis titles.</summary>
    public static Plot NewPlot(string x, string y)
    {
        var plot = new Plot();
        plot.FigureBackground.Color = Colors.White;
        plot.DataBackground.Color = Colors.White;
        plot.Axes.Right.IsVisible = false;
        plot.Axes.Top.IsVisible = false;
        plot.Grid.XAxisStyle.IsVisible = false;
        plot.Grid.YAxisStyle.MajorLineStyle.Color = Palette.Grid;
        plot.Grid.YAxisStyle.MajorLineStyle.Width = 0.4f;
        plot.Layout.Fixed(Padding);
        plot.HideLegend();
        if (plot.Axes.Bottom is ScottPlot.AxisPanels.AxisBase bottom)
        {
            bottom.PaddingBetweenTickAndAxisLabels = new PixelPadding(1);
            bottom.PaddingOutsideAxisLabels = new PixelPadding(1);
        }

        Style(plot.Axes.Bottom, x);
        Style(plot.Axes.Left, y);
        return plot;
    }

    private static void Style(IAxis axis, string title)
    {
        axis.Label.Text = title;
        foreach (var label in (LabelStyle[])[axis.Label, axis.TickLabelStyle])
        {
            label.FontName = Typeface.Name;
            label.FontSize = TextSize;
            label.Bold = false;
            label.ForeColor = Palette.Ink;
        }

        axis.FrameLineStyle.Width = Whisker;
        axis.FrameLineStyle.Color = Palette.Ink;
        Style(axis.MajorTickStyle, length: 3);
        Style(axis.MinorTickStyle, length: 1.8f);
    }

    private static void Style(TickMarkStyle ticks, float length)
    {
        ticks.Length = length;
        ticks.Width = 0.6f;
        ticks.Color = Palette.Ink;
    }
}
