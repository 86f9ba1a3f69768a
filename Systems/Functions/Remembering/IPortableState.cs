namespace Eval.Systems.Functions.Remembering;

/// <summary>A state that describes its own bytes, so that it can leave the process between two events.</summary>
public interface IPortableState
{
    /// <summary>Names every part of the state once, in an order that never changes: the same call writes and reads,
    /// as <see cref="StateBytes.IsReading"/> says. What follows from the function's parameters is left out.</summary>
    /// <exception cref="FormatException">The bytes are not those of such a state.</exception>
    void Carry(StateBytes bytes);
}
