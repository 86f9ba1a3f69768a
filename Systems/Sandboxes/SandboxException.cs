namespace Eval.Systems.Sandboxes;

/// <summary>A box cannot be made here; the message names the cause, and what to install where that helps.</summary>
public sealed class SandboxException(string message, Exception? inner = null) : Exception(message, inner);
