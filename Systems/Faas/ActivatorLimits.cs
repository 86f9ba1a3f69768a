namespace Eval.Systems.Faas;

/// <summary>The bounds of the activator.</summary>
internal sealed record ActivatorLimits
{
    /// <summary>How many requests may wait; those in service do not count.</summary>
    public required int Queue { get; init; }

    /// <summary>How many requests one instance serves at a time.</summary>
    public int Concurrency { get; init; } = 1;

    /// <summary>How many instances are there even without a request.</summary>
    public int MinInstances { get; init; }

    /// <summary>How many instances there may be at a time, those that are ending included.</summary>
    public int MaxInstances { get; init; } = 1;

    /// <summary>How long an instance may be without a request before it is ended.</summary>
    public required TimeSpan IdleTimeout { get; init; }

    /// <summary>How long an instance may take to become ready.</summary>
    public required TimeSpan StartTimeout { get; init; }
}
