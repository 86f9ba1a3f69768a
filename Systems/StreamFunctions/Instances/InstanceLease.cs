using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>An instance that one stream holds until its end.</summary>
/// <param name="InstanceId">Unique on its control plane.</param>
/// <param name="Executable">What it runs.</param>
/// <param name="WasParked">Whether it existed before the stream.</param>
/// <param name="Instance">Its box; for one in process, a stand-in that ends with its thread.</param>
internal sealed record InstanceLease(
    string InstanceId, string Executable, bool WasParked, ISandboxedInstance Instance) : IDisposable
{
    /// <summary>The way to it; null while a box without inherited descriptors has not called back.</summary>
    public StreamSocket? Channel { get; set; }

    /// <summary>Readable once a box calls back: accept on it gives <see cref="Channel"/>; −1: not needed.</summary>
    public int Listener { get; init; } = -1;

    /// <summary>How many of the first bytes are in its channel; sending the rest is left to the stream.</summary>
    public int FirstSent { get; init; }

    /// <summary>Frees what was made for the instance beside its channel; null: nothing was.</summary>
    public IDisposable? Belongings { get; init; }

    /// <summary>Takes the call of a box that <see cref="Listener"/> tells of.</summary>
    /// <exception cref="IOException">It cannot be taken.</exception>
    public StreamSocket TakeCall()
    {
        Channel = UnixSocket.Accept(Listener);
        if (UnixSocket.PeerOf(Channel) is { } processId)
        {
            Instance.BeTold(processId);
        }

        return Channel;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Channel?.Dispose();
        Belongings?.Dispose();
    }
}
