using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One series in the legend.</summary>
internal sealed record LegendEntry(string Label, Color Fill)
{
    /// <summary>How broad its line is, points; null where the series is no line.</summary>
    public float? LineWidth { get; init; }
}
