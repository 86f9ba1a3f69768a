using Eval.Systems.Sandboxes;

namespace Eval.Systems.StreamFunctions.Streams;

/// <summary>Where one stream's instances come from.</summary>
internal interface IStreamInstances
{
    /// <summary>Starts, or takes, the instance of a stage.</summary>
    /// <param name="stage">From 0.</param>
    /// <param name="first">Bytes for its channel before it runs.</param>
    /// <exception cref="SandboxException">No start could be issued.</exception>
    /// <exception cref="IOException">Descriptors have run out.</exception>
    IStreamInstance Acquire(int stage, ReadOnlySpan<byte> first);
}
