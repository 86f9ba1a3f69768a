namespace Eval.Systems.Sdk;

/// <summary>
/// One event of a stream: its position in the stream, a payload of bytes, and a few headers. An output carries the
/// sequence of the input that caused it, so functions write <c>input with { Payload = … }</c>.
/// </summary>
/// <param name="Sequence">Position of the input in its stream, from 0.</param>
/// <param name="Payload">The bytes; those of an input or output are valid until the next one is pulled.</param>
/// <param name="Headers">Optional headers.</param>
public readonly record struct StreamEvent(long Sequence, ReadOnlyMemory<byte> Payload, EventHeaders Headers = default);
