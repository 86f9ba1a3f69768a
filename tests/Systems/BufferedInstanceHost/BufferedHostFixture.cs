using Eval.Systems.Abstractions;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sandboxes.Ladder;
using Eval.Tests.Shared;
using Xunit;

namespace Eval.Tests.Systems.BufferedInstanceHost;

/// <summary>The real host, compiled once and kept as it is shipped: native and static.</summary>
public sealed class BufferedHostFixture : IAsyncLifetime
{
    private readonly List<ISandbox> _sandboxes = [];

    /// <summary>The compiled host.</summary>
    public CompiledHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        RealPart.Require("gcc", "gcc");
        Host = await new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate())
            .GetAsync("Systems/BufferedInstanceHost", "aot", CancellationToken.None);
    }

    /// <summary>That rung with all its protections and little memory, and nats-server in its boxes.</summary>
    public async Task<ISandbox> SandboxAsync(Isolation isolation)
    {
        var server = RealPart.Require("nats-server", "nats-server");
        var sandbox = SandboxCatalog.Create(isolation, new SandboxSettings
        {
            Owner = "nats-tests",
            Limits = new SandboxLimits { MemoryBytes = 64 << 20 },
            ExtraFiles = [new SandboxFile(server, "/usr/sbin/nats-server")],
        });
        _sandboxes.Add(sandbox);
        await sandbox.PrepareAsync(CancellationToken.None);
        return sandbox;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sandbox in _sandboxes)
        {
            await sandbox.DisposeAsync();
        }
    }
}
