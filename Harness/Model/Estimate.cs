namespace Eval.Harness.Model;

/// <summary>One metric of one cell over its valid, completed trials; null where there is none.</summary>
public sealed record Estimate
{
    /// <summary>The system's label.</summary>
    public required string System { get; init; }

    /// <summary>The nominal duration.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The cell's parameters, <c>key=value;…</c>, sorted.</summary>
    public string Parameters { get; init; } = "";

    /// <summary>The metric's name, such as cold_start_penalty.</summary>
    public required string Metric { get; init; }

    /// <summary>Its unit: 1, s, ms.</summary>
    public required string Unit { get; init; }

    /// <summary>Trials wanted.</summary>
    public required int Planned { get; init; }

    /// <summary>Trials in the estimate.</summary>
    public required int N { get; init; }

    /// <summary>Trials that could not be trusted.</summary>
    public required int Invalid { get; init; }

    /// <summary>Trials that failed or were cancelled.</summary>
    public required int Failed { get; init; }

    /// <summary>Trials that the system refused.</summary>
    public required int Rejected { get; init; }

    /// <summary>The median.</summary>
    public double? Median { get; init; }

    /// <summary>Lower end of the interval; below six trials that of the range.</summary>
    public double? CiLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? CiHigh { get; init; }

    /// <summary>The interval's actual coverage of the median, 0 to 1.</summary>
    public double? CiLevel { get; init; }

    /// <summary>The mean.</summary>
    public double? Mean { get; init; }

    /// <summary>Lower end of the mean's bootstrap interval at 95 %; null below two trials.</summary>
    public double? MeanLow { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? MeanHigh { get; init; }

    /// <summary>What to know of the cell, such as a drift over its repetitions.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The least value.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest value.</summary>
    public double? Maximum { get; init; }
}
