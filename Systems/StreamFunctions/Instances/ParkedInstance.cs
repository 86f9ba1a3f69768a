using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.StreamFunctions.Instances;

/// <summary>An instance that waits for its stream.</summary>
internal sealed record ParkedInstance(
    string InstanceId, string Executable, StreamSocket Channel, ISandboxedInstance Box)
{
    /// <summary>Of <see cref="InstanceLease.Belongings"/>.</summary>
    public IDisposable? Belongings { get; init; }

    /// <summary>It now belongs to a stream.</summary>
    public InstanceLease Lease(int firstSent) => new(InstanceId, Executable, WasParked: true, Box)
    {
        Channel = Channel,
        FirstSent = firstSent,
        Belongings = Belongings,
    };

    /// <summary>Ends it unused.</summary>
    public void Discard()
    {
        Channel.Shutdown();
        Channel.Dispose();
        Box.Kill();
        Belongings?.Dispose();
    }

    /// <summary>Frees what was made for it after its own end.</summary>
    public void Free()
    {
        Channel.Dispose();
        Belongings?.Dispose();
    }
}
