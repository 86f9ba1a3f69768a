namespace Eval.Systems.Simulation.Costs;

/// <summary>What the price of a stream depends on.</summary>
public sealed record StreamCost
{
    /// <summary>f.</summary>
    public required double EventsPerSecond { get; init; }

    /// <summary>s, the time of one event, seconds.</summary>
    public required double ServiceSeconds { get; init; }

    /// <summary>D, seconds, above 0.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>C, billed before the stream is served, seconds.</summary>
    public double ColdStartSeconds { get; init; }

    /// <summary>Processors of an instance.</summary>
    public double Vcpus { get; init; } = 1;

    /// <summary>Memory of an instance, GiB; of offers that count in GB the same number of GB.</summary>
    public double MemoryGib { get; init; } = 0.5;
}
