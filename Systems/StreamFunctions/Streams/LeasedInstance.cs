using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Instances;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>A leased instance as a stream sees it.</summary>
internal sealed class LeasedInstance(InstanceLease lease) : IStreamInstance
{
    /// <inheritdoc />
    public (string InstanceId, string Executable, bool WasParked) Identity { get; } =
        (lease.InstanceId, lease.Executable, lease.WasParked);

    /// <inheritdoc />
    public ISandboxedInstance Box => lease.Instance;

    /// <inheritdoc />
    public IByteChannel? Channel { get; private set; } =
        lease.Channel is { } socket ? new SocketChannel(socket) : null;

    /// <inheritdoc />
    public int FirstSent => lease.FirstSent;

    /// <inheritdoc />
    public int Listener => lease.Listener;

    /// <inheritdoc />
    public void Connect() => Channel = new SocketChannel(lease.TakeCall());

    /// <inheritdoc />
    public void Dispose() => lease.Dispose();
}
