using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>A figure that is ready to be written in any format, and the data behind it.</summary>
/// <param name="Plot">Axes and data, without legend.</param>
/// <param name="Legend">The series, drawn above the plot where they cover no data.</param>
/// <param name="Note">One line below the plot: what bars and whiskers are.</param>
/// <param name="Width">The whole figure's width, points.</param>
/// <param name="PlotHeight">The plot's height without legend and note, points.</param>
/// <param name="Data">The rows behind it.</param>
internal sealed record DrawnFigure(
    Plot Plot, IReadOnlyList<LegendEntry> Legend, string Note, float Width, float PlotHeight, FigureData Data)
{
    /// <summary>The figure, which says so where it shows no measurement.</summary>
    public DrawnFigure MadeBy(string executor) =>
        executor == "live" ? this : this with { Note = $"{executor}: {Note}" };
}
