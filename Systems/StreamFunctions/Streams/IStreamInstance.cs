using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>One instance as its stream sees it. Disposing frees its channel, not its box.</summary>
internal interface IStreamInstance : IDisposable
{
    /// <summary>What the report names it by.</summary>
    (string InstanceId, string Executable, bool WasParked) Identity { get; }

    /// <summary>Its box.</summary>
    ISandboxedInstance Box { get; }

    /// <summary>The way to it; null while it has not called back.</summary>
    IByteChannel? Channel { get; }

    /// <summary>How many of the first bytes are in its channel.</summary>
    int FirstSent { get; }

    /// <summary>Readable once it calls back, while <see cref="Channel"/> is null.</summary>
    int Listener { get; }

    /// <summary>It calls back: takes the channel.</summary>
    /// <exception cref="IOException">The call broke.</exception>
    void Connect();
}
