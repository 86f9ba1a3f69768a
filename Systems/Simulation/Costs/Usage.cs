namespace Eval.Systems.Simulation.Costs;

/// <summary>What is billed for a month.</summary>
public sealed record Usage
{
    /// <summary>Requests.</summary>
    public long Requests { get; init; }

    /// <summary>Time of instances, each rounded as <see cref="PriceBook.BilledSeconds"/> says, seconds.</summary>
    public decimal InstanceSeconds { get; init; }

    /// <summary>Memory of an instance, GB.</summary>
    public decimal MemoryGb { get; init; }

    /// <summary>The same in GiB, where the offer counts so.</summary>
    public decimal MemoryGib { get; init; }

    /// <summary>Processors of an instance.</summary>
    public decimal Vcpus { get; init; }

    /// <summary>Hours of workers that are always on.</summary>
    public decimal WorkerHours { get; init; }

    /// <summary>GiB of traffic.</summary>
    public decimal TrafficGib { get; init; }
}
