namespace Eval.Systems.StreamFunctions.Reporting;

/// <summary>A histogram at one moment.</summary>
/// <param name="Bounds">Upper bounds, inclusive, ascending.</param>
/// <param name="Counts">Values in each bucket alone; one more than bounds, the last above them all.</param>
/// <param name="Sum">Of all values.</param>
public sealed record HistogramSnapshot(
    IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum);
