namespace Eval.Harness.Presentation.Figures;

/// <summary>One line of a chart.</summary>
/// <param name="Label">Its name in the legend.</param>
/// <param name="Points">Its points, from left to right; none where there is no valid trial, which the legend then
/// says.</param>
internal sealed record ChartSeries(string Label, IReadOnlyList<ChartPoint> Points);
