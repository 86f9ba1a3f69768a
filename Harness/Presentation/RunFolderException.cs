namespace Eval.Harness.Presentation;

/// <summary>A folder cannot be used as a run's; the message says why and what to do, for exit code 2.</summary>
public sealed class RunFolderException(string message, Exception? inner = null) : Exception(message, inner);
