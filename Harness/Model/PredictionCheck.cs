namespace Eval.Harness.Model;

/// <summary>What a model says of trials that it was not fitted to, beside what was measured.</summary>
public sealed record PredictionCheck
{
    /// <summary>The system's label.</summary>
    public required string System { get; init; }

    /// <summary>The nominal duration.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>cold_start_s or total_s.</summary>
    public required string Metric { get; init; }

    /// <summary>Whether the model was fitted to other trials of this duration, and not to none.</summary>
    public required bool IsFittedDuration { get; init; }

    /// <summary>How many measured trials were predicted.</summary>
    public required int N { get; init; }

    /// <summary>Their median, seconds.</summary>
    public required double Measured { get; init; }

    /// <summary>The lower end of its interval.</summary>
    public required double MeasuredLow { get; init; }

    /// <summary>The upper end of it.</summary>
    public required double MeasuredHigh { get; init; }

    /// <summary>The median of the simulated trials, seconds; null where none of them has the metric.</summary>
    public required double? Simulated { get; init; }

    /// <summary>How far the medians may be apart, seconds.</summary>
    public required double Tolerance { get; init; }

    /// <summary>Whether they are not further apart; never without a simulated one.</summary>
    public bool Holds => Simulated is { } simulated && Math.Abs(simulated - Measured) <= Tolerance;
}
