using System.Globalization;
using Eval.Harness.Model;
using Eval.Harness.Workloads;

namespace Eval.Tests.Harness.Simulating;

/// <summary>Scenarios with the systems of the reference run.</summary>
internal static class SampleScenarios
{
    public static Scenario Of(IReadOnlyList<SystemSpec> systems, params double[] seconds) => new()
    {
        Name = "test",
        Seed = 1,
        Workload = Complete(ReferenceRun.Measures[0].Timeline.Trial.Workload),
        Function = "grayscale",
        Stages = [new FunctionStage("grayscale", null)],
        Durations = [.. seconds.Select(TimeSpan.FromSeconds)],
        Repetitions = 20,
        Systems = systems,
    };

    public static IReadOnlyList<SystemSpec> Four { get; } =
    [
        .. ReferenceRun.Measures.Select(measure => measure.Timeline.Trial.System).DistinctBy(system => system.Name),
    ];

    /// <summary>With the defaults of keys that came after the run.</summary>
    private static WorkloadSpec Complete(WorkloadSpec spec) => spec with
    {
        Options = WorkloadCatalog.Kinds.Single(kind => kind.Kind == spec.Kind).Keys
            .ToDictionary(key => key.Name, key => spec.Options.GetValueOrDefault(key.Name, key.Default)),
    };

    public static SystemSpec KnownAnswer(double coldStart, double perEvent) => new(
        "known", "known-answer", new Dictionary<string, string>
        {
            ["coldStart"] = coldStart.ToString(CultureInfo.InvariantCulture),
            ["perEvent"] = perEvent.ToString(CultureInfo.InvariantCulture),
        });

    public static SystemSpec With(this SystemSpec system, string key, string value) =>
        system with { Options = new Dictionary<string, string>(system.Options) { [key] = value } };
}
