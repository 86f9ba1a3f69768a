namespace Eval.Systems.Abstractions;

/// <summary>
/// The port: whatever can be handed a stream. Before a stream's first <see cref="IStreamUnderTest.Send"/> there exists
/// of it nothing outside the harness: no connection, subscription, sandbox, instance or byte (unless the claim is
/// warm).
/// </summary>
public interface ISystemUnderTest : IAsyncDisposable
{
    /// <summary>What the system promises of order, delivery and stamps.</summary>
    SystemTraits Traits { get; }

    /// <summary>Brings up what may exist before a stream: hosts compiled, control plane, gateway, broker. Called once.
    /// </summary>
    /// <exception cref="SystemUnavailableException">Something is missing or did not come up.</exception>
    Task<Deployment> DeployAsync(CancellationToken cancellation);

    /// <summary>The instances that serve or await work now, as the system itself sees them.</summary>
    Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation);

    /// <summary>Allocates the client's side of one stream, and touches nothing outside this process.</summary>
    /// <exception cref="StreamRefusedException">It is known already that the system can never take it.</exception>
    IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer);
}
