namespace Eval.Harness.Model;

/// <summary>What a stream moved and consumed; null where it was not measured.</summary>
public sealed record Consumption
{
    /// <summary>Requests or messages that crossed to the system, and those to a store of its state.</summary>
    public long? Requests { get; init; }

    /// <summary>Payload bytes to the system, what is sent again and state read from a store included.</summary>
    public long? BytesIn { get; init; }

    /// <summary>Payload bytes back, state written to a store included.</summary>
    public long? BytesOut { get; init; }

    /// <summary>Time that the first event waited in the system's queue, seconds.</summary>
    public double? QueueSeconds { get; init; }

    /// <summary>CPU time of the stream's instances, seconds.</summary>
    public double? CpuSeconds { get; init; }

    /// <summary>CPU time of the control plane meanwhile, seconds.</summary>
    public double? ControlCpuSeconds { get; init; }

    /// <summary>Largest resident set of one instance, bytes.</summary>
    public long? RssPeakBytes { get; init; }

    /// <summary>Sum of the instances' lifetimes, seconds.</summary>
    public double? InstanceSeconds { get; init; }
}
