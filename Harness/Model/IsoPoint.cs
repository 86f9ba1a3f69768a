namespace Eval.Harness.Model;

/// <summary>A point of an iso-line: at this duration two systems are equal.</summary>
/// <param name="Measure">overhead or cost.</param>
/// <param name="ArrivalRate">Streams per second.</param>
/// <param name="EventCost">The mean service time of one event.</param>
/// <param name="DurationSeconds">Where, between two durations of the map, interpolated in logarithms.</param>
/// <param name="Shorter">The better one of shorter streams.</param>
/// <param name="Longer">The better one of longer streams.</param>
public sealed record IsoPoint(
    string Measure, double ArrivalRate, TimeSpan EventCost, double DurationSeconds, string Shorter, string Longer);
