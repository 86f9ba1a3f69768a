using Eval.Tests.Shared;
using Xunit;

namespace Eval.Tests.Systems.Fifo.Nats;

/// <summary>One server for the tests that leave it alive.</summary>
public sealed class SharedNats : IAsyncLifetime
{
    internal NatsServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await NatsServer.StartAsync();

    public ValueTask DisposeAsync()
    {
        Server?.Dispose();
        return ValueTask.CompletedTask;
    }
}
