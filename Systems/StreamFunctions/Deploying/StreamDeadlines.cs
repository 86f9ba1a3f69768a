namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>How long each part of a stream may take; whatever takes longer ends the stream with that reason.</summary>
public sealed record StreamDeadlines
{
    /// <summary>From the first to the last byte of a frame of the producer.</summary>
    public TimeSpan MidFrame { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two frames of the producer.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>From the opening to the end.</summary>
    public TimeSpan WallClock { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the instance may leave an event that waits for it untaken.</summary>
    public TimeSpan PerEvent { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>From the start to the instance's hello.</summary>
    public TimeSpan Start { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From letting an instance go to its end, and for a producer to take its report.</summary>
    public TimeSpan End { get; init; } = TimeSpan.FromSeconds(2);
}
