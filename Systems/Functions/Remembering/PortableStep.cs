using Eval.Systems.Sdk;

namespace Eval.Systems.Functions.Remembering;

/// <summary>A step with the state that it works on, which can be taken out and put in between two events.</summary>
/// <param name="state">Fresh.</param>
/// <param name="step">Closed over it.</param>
public sealed class PortableStep(IPortableState state, Func<StreamEvent, IEnumerable<StreamEvent>> step)
{
    /// <summary>Goes on where another left off.</summary>
    /// <exception cref="FormatException">The bytes are no state of this function.</exception>
    public void Load(ReadOnlyMemory<byte> bytes) => StateBytes.Into(state, bytes);

    /// <summary>The outputs of one event.</summary>
    public IEnumerable<StreamEvent> Handle(StreamEvent input) => step(input);

    /// <summary>The state now.</summary>
    public ReadOnlyMemory<byte> Save() => StateBytes.Of(state);
}
