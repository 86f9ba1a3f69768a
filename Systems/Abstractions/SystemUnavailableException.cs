namespace Eval.Systems.Abstractions;

/// <summary>A system cannot be deployed here; the message names what is missing and how to get it.</summary>
public sealed class SystemUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
