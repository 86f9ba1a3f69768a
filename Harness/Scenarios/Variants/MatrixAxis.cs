using Eval.Harness.Scenarios.Errors;
using Eval.Harness.Scenarios.Yaml;

namespace Eval.Harness.Scenarios.Variants;

/// <summary>One key of a matrix and the values that it takes.</summary>
/// <param name="Path">Where it stands: <c>workload.rate</c>, <c>systems.*.isolation</c>,
/// <c>systems.faas.limits.cpu</c>.</param>
/// <param name="At">Where the file has it.</param>
/// <param name="Values">Its values.</param>
internal sealed record MatrixAxis(string Path, Position At, IReadOnlyList<ScalarNode> Values)
{
    /// <summary>What paths of systems begin with.</summary>
    public const string Systems = "systems.";

    /// <summary>What paths of the workload begin with.</summary>
    public const string Workload = "workload.";

    private const string Every = Systems + "*.";

    /// <summary>Whether it changes the workload.</summary>
    public bool IsOfWorkload => Path.StartsWith(Workload, StringComparison.Ordinal);

    /// <summary>The key inside what it is about: of <c>systems.*.isolation</c>, <c>isolation</c>. Null where it is not
    /// about a system of that label.</summary>
    public string? KeyIn(string label) =>
        Below(Every) ?? Below($"{Systems}{label}.");

    /// <summary>The key inside the workload; null where it is not about it.</summary>
    public string? KeyInWorkload => Below(Workload);

    private string? Below(string start) =>
        Path.StartsWith(start, StringComparison.Ordinal) ? Path[start.Length..] : null;
}
