namespace Eval.Harness.Model;

/// <summary>A metric that scenarios may name.</summary>
/// <param name="Name">Its name, such as cold_start_s.</param>
/// <param name="Unit">Its unit: 1, s, ms.</param>
public sealed record MetricDescription(string Name, string Unit)
{
    /// <summary>Whether only sessions of many streams have it.</summary>
    public bool IsOfSession { get; init; }

    /// <summary>Whether only scenarios with faults have it.</summary>
    public bool IsOfFaults { get; init; }

    /// <summary>Whether sessions of a fleet, which keep no single stream, have it.</summary>
    public bool IsOfFleet { get; init; }
}
