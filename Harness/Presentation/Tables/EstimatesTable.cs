using Eval.Harness.Model;

namespace Eval.Harness.Presentation.Tables;

/// <summary>estimates.csv.</summary>
internal static class EstimatesTable
{
    /// <summary>Its columns.</summary>
    public static Table<Estimate> Table { get; } = new(
        "estimates.csv",
        "One row for each metric of each cell (system x duration x parameters), over its valid, completed trials.",
        [
            new("system", "text", "The system's label.", row => row.System),
            new("duration_s", "s", "The nominal duration.", row => row.Duration.TotalSeconds),
            new("parameters", "text", "The matrix' keys, key=value;..., sorted; empty without a matrix.",
                row => row.Parameters),
            new("metric", "text", "The metric's name.", row => row.Metric),
            new("unit", "text", "Its unit.", row => row.Unit),
            new("planned", "1", "Trials wanted.", row => row.Planned),
            new("n", "1", "Trials in the estimate.", row => row.N),
            new("invalid", "1", "Trials that could not be trusted.", row => row.Invalid),
            new("failed", "1", "Trials that failed or were cancelled.", row => row.Failed),
            new("rejected", "1", "Trials that the system refused.", row => row.Rejected),
            new("median", "unit", "The median.", row => row.Median),
            new("ci_low", "unit", "Lower end of the median's interval; for n < 6 the least value.", row => row.CiLow),
            new("ci_high", "unit", "Upper end of it; for n < 6 the greatest value.", row => row.CiHigh),
            new("ci_level", "1", "The interval's actual coverage, 0 to 1.", row => row.CiLevel),
            new("mean", "unit", "The mean.", row => row.Mean),
            new("min", "unit", "The least value.", row => row.Minimum),
            new("max", "unit", "The greatest value.", row => row.Maximum),
        ]);
}
