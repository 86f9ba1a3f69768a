namespace Eval.Systems.Simulation.Costs;

/// <summary>What a month holds without charge.</summary>
public sealed record FreeTier
{
    /// <summary>Requests.</summary>
    public decimal Requests { get; init; }

    /// <summary>GB-seconds, where memory and processor are one price.</summary>
    public decimal GbSeconds { get; init; }

    /// <summary>vCPU-seconds.</summary>
    public decimal VcpuSeconds { get; init; }

    /// <summary>GiB-seconds.</summary>
    public decimal GibSeconds { get; init; }

    /// <summary>GiB of traffic.</summary>
    public decimal TrafficGib { get; init; }
}
