namespace Eval.Systems.Pipelines.Placing;

/// <summary>Where a partition is.</summary>
internal sealed class PlacedPart(int partition)
{
    /// <summary>Its number.</summary>
    public int Partition { get; } = partition;

    /// <summary>The worker that runs it, or null: none does.</summary>
    public string? Worker { get; set; }

    /// <summary>How often it was placed before the latest time; −1: never placed.</summary>
    public int Attempt { get; set; } = -1;

    /// <summary>Whether its end of stream was handled.</summary>
    public bool IsDone { get; set; }

    /// <summary>Events that were late in it, once it is done.</summary>
    public long Late { get; set; }

    /// <summary>Whether that worker has yet to end it.</summary>
    public bool Runs(string worker) => !IsDone && Worker == worker;
}
