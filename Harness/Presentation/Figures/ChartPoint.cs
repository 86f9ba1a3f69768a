namespace Eval.Harness.Presentation.Figures;

/// <summary>A point of a line, in the axes' coordinates.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
/// <param name="Low">The lower end of its whisker, if it has one.</param>
/// <param name="High">The upper end of it.</param>
internal readonly record struct ChartPoint(double X, double Y, double? Low = null, double? High = null);
