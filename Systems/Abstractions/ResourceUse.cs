namespace Eval.Systems.Abstractions;

/// <summary>What a stream consumed; null where it was not measured.</summary>
public sealed record ResourceUse
{
    /// <summary>CPU time of the stream's instances, seconds.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>CPU time of the control plane while the stream lived, seconds.</summary>
    public double? ControlCpuSeconds { get; init; }

    /// <summary>Largest resident set of one instance, bytes.</summary>
    public long? RssPeakBytes { get; init; }

    /// <summary>Sum of the instances' lifetimes, seconds.</summary>
    public double? InstanceSeconds { get; init; }
}
