using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>iso-lines.csv.</summary>
internal static class IsoLinesTable
{
    /// <summary>Its columns.</summary>
    public static Table<IsoPoint> Table { get; } = new(
        "iso-lines.csv",
        "One row for each point of a break-even map's lines on which the best two systems are equal.",
        [
            new("measure", "text", "overhead or cost.", row => row.Measure),
            new("arrival_rate_per_s", "1/s", "Streams per second.", row => row.ArrivalRate),
            new("event_cost_s", "s", "The mean service time of one event.", row => row.EventCost.TotalSeconds),
            new("duration_s", "s", "Where both are equal.", row => row.DurationSeconds),
            new("shorter", "text", "The better one of shorter streams.", row => row.Shorter),
            new("longer", "text", "The better one of longer streams.", row => row.Longer),
        ]);
}
