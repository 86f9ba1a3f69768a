using Eval.Systems.Adapters;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>Every kind of system that is built, for theories: as itself, and in the variants that are another system
/// inside.</summary>
public static class Kinds
{
    /// <summary>Kinds with keys that differ from the defaults, as <see cref="Variant"/> reads them.</summary>
    private static readonly string[] Variants = ["pipeline[source=jetstream]"];

    /// <summary>All of them.</summary>
    public static TheoryData<string> All => [.. AdapterCatalog.Kinds.Select(system => system.Kind), .. Variants];

    /// <summary>Those that start processes of their own.</summary>
    public static TheoryData<string> WithInstances =>
    [
        .. AdapterCatalog.Kinds.Select(system => system.Kind).Except(["loopback", "known-answer"]), .. Variants,
    ];
}
