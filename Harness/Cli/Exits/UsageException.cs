namespace Eval.Harness.Cli.Exits;

/// <summary>The user asked for something that cannot be done; the message says what, and what can.</summary>
internal sealed class UsageException(string message) : Exception(message);
