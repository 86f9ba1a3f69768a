using Eval.Harness.Analysis.Discovery;

namespace Eval.Harness.Analysis.Warnings;

/// <summary>All warnings of this folder.</summary>
internal static class WarningCatalog
{
    /// <summary>One of each, ordered by name.</summary>
    public static IReadOnlyList<IWarning> All { get; } = Implementations.Of<IWarning>(warning => warning.Name);
}
