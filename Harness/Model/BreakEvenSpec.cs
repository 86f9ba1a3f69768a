namespace Eval.Harness.Model;

/// <summary>The axes of a break-even map, beside the scenario's durations.</summary>
/// <param name="ArrivalRates">Streams per second.</param>
/// <param name="EventCosts">Mean service times of one event.</param>
public sealed record BreakEvenSpec(IReadOnlyList<double> ArrivalRates, IReadOnlyList<TimeSpan> EventCosts);
