namespace Eval.Harness.Cli.Composition;

/// <summary>What the user typed.</summary>
internal static class CommandLine
{
    /// <summary>The verb and what follows it.</summary>
    public static IReadOnlyList<string> Arguments => Environment.GetCommandLineArgs()[1..];
}
