namespace Eval.Harness.Model;

/// <summary>Two systems in one metric, duration and parameters.</summary>
public sealed record Comparison
{
    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The nominal duration.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The cell's parameters.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>The first system's label.</summary>
    public required string SystemA { get; init; }

    /// <summary>The second system's label.</summary>
    public required string SystemB { get; init; }

    /// <summary>Trials of the first.</summary>
    public required int CountA { get; init; }

    /// <summary>Trials of the second.</summary>
    public required int CountB { get; init; }

    /// <summary>Median of A over median of B.</summary>
    public double? Ratio { get; init; }

    /// <summary>Lower end of the ratio's bootstrap interval.</summary>
    public double? CiLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? CiHigh { get; init; }

    /// <summary>Mann–Whitney, two-sided.</summary>
    public double? PRaw { get; init; }

    /// <summary>The same after Holm over the pairs of one metric, duration and parameters.</summary>
    public double? PHolm { get; init; }

    /// <summary>Cliff's delta of A against B, −1 to 1.</summary>
    public double? CliffsDelta { get; init; }

    /// <summary>lower, higher, undecided or too-few.</summary>
    public required string Verdict { get; init; }
}
