using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One series in the legend.</summary>
internal sealed record LegendEntry(string Label, Color Fill)
{
    /// <summary>The dashes of a line, points; empty: a solid one. Null where the series is no line.</summary>
    public IReadOnlyList<float>? Dashes { get; init; }
}
