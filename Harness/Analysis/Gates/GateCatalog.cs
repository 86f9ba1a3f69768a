using Eval.Harness.Analysis.Discovery;

namespace Eval.Harness.Analysis.Gates;

/// <summary>All gates of this folder.</summary>
internal static class GateCatalog
{
    /// <summary>One of each, ordered by name.</summary>
    public static IReadOnlyList<IGate> All { get; } = Implementations.Of<IGate>(gate => gate.Name);
}
