namespace Eval.Systems.Abstractions;

/// <summary>The system could never take this stream, which is known before any of it exists; the message says why.
/// </summary>
public sealed class StreamRefusedException(string message) : Exception(message);
