namespace Eval.Harness.Simulating.Models;

/// <summary>What <c>calibrate</c> writes and <c>simulate</c> reads.</summary>
public sealed record ModelFile
{
    /// <summary>The version of this format.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>A slug; rows name it.</summary>
    public required string Name { get; init; }

    /// <summary>The run that it was fitted to: scenario and run id.</summary>
    public required string SourceRun { get; init; }

    /// <summary>When that run was, UTC.</summary>
    public required string SourceDate { get; init; }

    /// <summary>The machine that it ran on.</summary>
    public required string SourceHost { get; init; }

    /// <summary>The commit of the sources that were run.</summary>
    public required string SourceCommit { get; init; }

    /// <summary>The systems.</summary>
    public required IReadOnlyList<ModelEntry> Systems { get; init; }
}
