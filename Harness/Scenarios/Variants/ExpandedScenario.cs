using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Variants;

/// <summary>A scenario with one combination of its matrix put in.</summary>
/// <param name="Root">What the file would say.</param>
/// <param name="Parameters">Of each system's new name, what the matrix gave it.</param>
/// <param name="ChangesWorkload">Whether the workload is another one than the file's.</param>
internal sealed record ExpandedScenario(
    MappingNode Root, IReadOnlyDictionary<string, string> Parameters, bool ChangesWorkload);
