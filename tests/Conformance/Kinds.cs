using Eval.Systems.Adapters;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>Every kind of system that is built, and the variants of stream functions, for theories.</summary>
public static class Kinds
{
    /// <summary>All of them.</summary>
    public static TheoryData<string> All => [.. Named, .. Variants.All.Keys];

    /// <summary>Those that start processes of their own.</summary>
    public static TheoryData<string> WithInstances =>
        [.. Named.Except(["loopback", "known-answer"]), .. Variants.All.Keys.Except([Variants.InProcess])];

    /// <summary>Those whose instances are all started for their stream.</summary>
    public static TheoryData<string> WithColdInstances =>
    [
        .. Named.Except(["loopback", "known-answer"]),
        .. Variants.All.Keys.Except([Variants.InProcess, Variants.Warm, Variants.WarmHandedOver]),
    ];

    private static IEnumerable<string> Named => AdapterCatalog.Kinds.Select(system => system.Kind);
}
