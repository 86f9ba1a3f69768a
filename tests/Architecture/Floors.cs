namespace Eval.Tests.Architecture;

/// <summary>The house (design, Section 2): a project may reference projects on lower floors only.</summary>
internal static class Floors
{
    /// <summary>Tests stand on the roof; a program that they run stands where it could be a system's.</summary>
    public const int Roof = 5;

    private static readonly Dictionary<string, int> OfRoom = new()
    {
        ["Harness/Model"] = 0,
        ["Systems/Sdk"] = 0,
        ["Systems/Simulation"] = 0,
        ["Harness/Workloads"] = 1,
        ["Harness/Scenarios"] = 1,
        ["Harness/Analysis"] = 1,
        ["Systems/Abstractions"] = 1,
        ["Systems/Functions"] = 1,
        ["Systems/Fifo"] = 1,
        ["Systems/Sandboxes"] = 1,
        ["Harness/Running"] = 2,
        ["Harness/Simulating"] = 2,
        ["Harness/Presentation"] = 2,
        ["Systems/StreamFunctions"] = 2,
        ["Systems/InstanceHost"] = 2,
        ["Systems/BufferedInstanceHost"] = 2,
        ["Systems/Faas"] = 2,
        ["Systems/FaasHost"] = 2,
        ["Systems/Pipelines"] = 2,
        ["Systems/Brokers"] = 2,
        ["Systems/HostBuilds"] = 2,
        ["Systems/Adapters"] = 3,
        ["Harness/Cli"] = 4,
        ["tests/Faulty"] = 2,
    };

    /// <summary>The floor of a project's folder, or null where the table does not know it.</summary>
    public static int? Of(string folder) =>
        OfRoom.TryGetValue(folder, out var floor) ? floor
        : folder.StartsWith("tests/", StringComparison.Ordinal) ? Roof
        : null;
}
