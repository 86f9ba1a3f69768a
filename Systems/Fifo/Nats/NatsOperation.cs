namespace Eval.Systems.Fifo.Nats;

/// <summary>One thing that a server said.</summary>
/// <param name="Verb">What it is.</param>
/// <param name="Body">The payload of a message, the text of the others; valid until the next bytes arrive.</param>
internal readonly record struct NatsOperation(NatsVerb Verb, ReadOnlyMemory<byte> Body);
