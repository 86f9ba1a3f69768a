using Eval.Systems.Adapters;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>Every kind of system that is built, for theories.</summary>
public static class Kinds
{
    /// <summary>All of them.</summary>
    public static TheoryData<string> All => [.. AdapterCatalog.Kinds.Select(system => system.Kind)];

    /// <summary>Those that start processes of their own.</summary>
    public static TheoryData<string> WithInstances =>
        [.. AdapterCatalog.Kinds.Select(system => system.Kind).Except(["loopback", "known-answer"])];
}
