namespace Eval.Systems.Simulation.Costs;

/// <summary>The prices of one offer in one region, as a data file has them; a price that an offer does not know is 0.
/// </summary>
public sealed record PriceBook
{
    /// <summary>A slug.</summary>
    public required string Name { get; init; }

    /// <summary>Whose offer, and which.</summary>
    public required string Offer { get; init; }

    /// <summary>Where it holds.</summary>
    public required string Region { get; init; }

    /// <summary>Of when the prices are, as far as the source tells.</summary>
    public required string Date { get; init; }

    /// <summary>Where they stand.</summary>
    public required string Source { get; init; }

    /// <summary>Under which terms they may be repeated.</summary>
    public required string Licence { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>For a request.</summary>
    public decimal PerRequest { get; init; }

    /// <summary>For a GB of memory and its share of a processor, a second.</summary>
    public decimal PerGbSecond { get; init; }

    /// <summary>For a vCPU, a second.</summary>
    public decimal PerVcpuSecond { get; init; }

    /// <summary>For a GiB of memory, a second.</summary>
    public decimal PerGibSecond { get; init; }

    /// <summary>For a worker that is always on, an hour.</summary>
    public decimal PerWorkerHour { get; init; }

    /// <summary>For a GiB through the broker or out of the region.</summary>
    public decimal PerTrafficGib { get; init; }

    /// <summary>Times are rounded up to multiples of this, seconds; 0: not at all.</summary>
    public decimal RoundingSeconds { get; init; }

    /// <summary>The least time that is billed, seconds.</summary>
    public decimal MinimumSeconds { get; init; }

    /// <summary>What is free each month.</summary>
    public FreeTier FreeTier { get; init; } = new();

    /// <summary>What a time is billed as, seconds.</summary>
    /// <param name="seconds">0 or more.</param>
    public decimal BilledSeconds(decimal seconds)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(seconds);
        var rounded = RoundingSeconds > 0 ? Math.Ceiling(seconds / RoundingSeconds) * RoundingSeconds : seconds;
        return Math.Max(rounded, MinimumSeconds);
    }

    /// <summary>The price of an instance of that size, a second.</summary>
    /// <param name="memoryGb">Memory, GB; for <see cref="PerGbSecond"/>.</param>
    /// <param name="vcpus">Processors.</param>
    /// <param name="memoryGib">Memory, GiB; for <see cref="PerGibSecond"/>.</param>
    public decimal PerInstanceSecond(decimal memoryGb, decimal vcpus, decimal memoryGib) =>
        (memoryGb * PerGbSecond) + (vcpus * PerVcpuSecond) + (memoryGib * PerGibSecond);
}
