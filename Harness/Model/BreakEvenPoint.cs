namespace Eval.Harness.Model;

/// <summary>One point of a break-even map: all systems, and who is best.</summary>
/// <param name="Duration">The nominal duration of its streams.</param>
/// <param name="ArrivalRate">Streams per second.</param>
/// <param name="EventCost">The mean service time of one event.</param>
/// <param name="Entries">The systems, in the scenario's order.</param>
/// <param name="LeastOverhead">Who has the least overhead: one label, or those that no interval tells apart.</param>
/// <param name="LeastCost">Who costs the least, likewise.</param>
/// <param name="Both">Who is best on both; else those that no other beats on both.</param>
public sealed record BreakEvenPoint(
    TimeSpan Duration,
    double ArrivalRate,
    TimeSpan EventCost,
    IReadOnlyList<BreakEvenEntry> Entries,
    IReadOnlyList<string> LeastOverhead,
    IReadOnlyList<string> LeastCost,
    IReadOnlyList<string> Both);
