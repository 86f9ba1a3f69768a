using ScottPlot;

namespace Eval.Harness.Presentation.Figures;

/// <summary>One series in the legend.</summary>
internal sealed record LegendEntry(string Label, Color Fill);
