namespace Eval.Harness.Presentation.Figures;

/// <summary>Words at the foot of a chart, in the place of a point that is not there.</summary>
/// <param name="X">Where, in the axis' coordinates.</param>
/// <param name="Words">Why it is not there.</param>
internal sealed record ChartMark(double X, string Words);
