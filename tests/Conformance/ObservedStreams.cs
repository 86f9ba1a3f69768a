using System.Collections.Concurrent;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>One observed stream of each kind, at which several tests look: bringing one up takes longest.</summary>
public sealed class ObservedStreams
{
    private readonly ConcurrentDictionary<string, Task<ObservedStream>> _byKind = new();

    /// <summary>That kind's, run at the first call.</summary>
    internal Task<ObservedStream> OfAsync(string kind, ContainerEngine engine, CancellationToken cancellation) =>
        _byKind.GetOrAdd(kind, _ => ObservedStream.OfAsync(kind, engine, cancellation));
}
