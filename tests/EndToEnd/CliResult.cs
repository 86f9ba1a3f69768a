namespace Eval.Tests.EndToEnd;

/// <summary>What a run of the Cli left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Errors)
{
    /// <summary>Everything that it said, for a failing test's message.</summary>
    public string Said => $"exit {ExitCode}\n{Output}\n{Errors}";
}
