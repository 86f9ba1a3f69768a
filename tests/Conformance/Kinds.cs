using Eval.Systems.Adapters;
using Eval.Tests.Shared;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>Every kind of system that is built, for theories: as itself, and in the variants that are another system
/// inside.</summary>
public static class Kinds
{
    private const string InProcess = "stream-function[isolation=in-process]";
    private const string BatchByUrl = "http-function[mode=batch]";

    /// <summary>Kinds with keys that differ from the defaults, as <see cref="Variant"/> reads them.</summary>
    private static readonly string[] ColdVariants =
    [
        "pipeline[source=jetstream]",
        "faas[maxInstances=4]",
        "faas[maxInstances=4,concurrency=2]",
        "faas[isolation=bubblewrap]",
        "pipeline[source=jetstream,workers=2]",
        "faas[isolation=docker]",
        "batch[isolation=bubblewrap]",
        "batch[isolation=docker]",
        "stream-function[bufferAt=instance]",
        "stream-function[overflow=drop-oldest]",
        "stream-function[isolation=bubblewrap]",
        "stream-function[isolation=docker]",
        "stream-function[isolation=docker,bufferAt=instance]",
        "stream-function[buffer=nats]",
        "stream-function[buffer=nats,bufferTakes=what-waits]",
        "stream-function[buffer=nats,bufferAt=instance]",
        "stream-function[isolation=bubblewrap,buffer=nats,bufferAt=instance]",
        "stream-function[isolation=docker,buffer=nats,bufferAt=instance]",
        "stream-function[output=nats]",
        "stream-function[stages=3]",
        "stream-function[shards.count=2,shards.by=round-robin]",
        .. Scale.IsFull ? ColdAtFullScale : [],
    ];

    private static readonly string[] WarmVariants =
    [
        "pipeline[source=jetstream,start=warm,workers=2]",
        "pipeline[source=jetstream,start=running]",
        "stream-function[start=warm]",
        "stream-function[start=warm,bufferAt=instance]",
        "stream-function[isolation=bubblewrap,start=warm]",
        "faas[start=warm]",
        "faas[start=warm,minInstances=2,maxInstances=4]",
        "batch[start=warm]",
        "stream-function[isolation=docker,start=warm]",
        "stream-function[isolation=docker,start=warm,bufferAt=instance]",
        .. Scale.IsFull ? WarmAtFullScale : [],
    ];

    // What these combine, others have already, one by one.
    private static string[] ColdAtFullScale => ["faas[isolation=docker,maxInstances=4]"];

    private static string[] WarmAtFullScale => ["pipeline[start=warm]", "pipeline[start=running]"];

    /// <summary>All of them.</summary>
    public static TheoryData<string> All => [.. Names, InProcess, BatchByUrl, .. ColdVariants, .. WarmVariants];

    /// <summary>Those that start processes of their own.</summary>
    public static TheoryData<string> WithInstances => [.. Starting, .. ColdVariants, .. WarmVariants];

    /// <summary>Those that start processes for their stream alone.</summary>
    public static TheoryData<string> WithColdInstances => [.. Starting, .. ColdVariants];

    /// <summary>Whether that kind or variant has processes of its own.</summary>
    public static bool HasInstances(string label) =>
        Starting.Concat(ColdVariants).Concat(WarmVariants).Contains(label);

    private static IEnumerable<string> Names => AdapterCatalog.Kinds.Select(system => system.Kind);

    private static IEnumerable<string> Starting => Names.Except(["loopback", "known-answer", "http-function"]);
}
