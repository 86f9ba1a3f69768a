using Eval.Systems.Abstractions;
using Eval.Systems.HostBuilds;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions;

/// <summary>The real instance host, compiled once and kept; jit, since that takes least.</summary>
public sealed class InstanceHostFixture : IAsyncLifetime
{
    /// <summary>The builder, for adapters.</summary>
    public HostBuilder Hosts { get; } = new(BuildFacts.SourceRoot(), CacheFolder.Locate());

    /// <summary>The compiled host.</summary>
    public CompiledHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Host = await Hosts.GetAsync("Systems/InstanceHost", "jit", CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
