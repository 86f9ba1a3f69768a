namespace Eval.Harness.Model;

/// <summary>How long a cell goes on beyond its first repetitions: until the median's interval of each headline metric
/// has a half-width of at most a share of the median.</summary>
/// <param name="Maximum">The most repetitions of a cell.</param>
/// <param name="Until">That share, such as 0.05.</param>
public sealed record AdaptiveRepetitions(int Maximum, double Until);
