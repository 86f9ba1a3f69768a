namespace Eval.Harness.Model;

/// <summary>A run that was killed or interrupted went on.</summary>
/// <param name="AtUtc">When.</param>
/// <param name="CommandLine">By which command.</param>
/// <param name="GitCommit">Of which sources, or empty.</param>
/// <param name="GitDirty">Whether the work tree differed from them.</param>
/// <param name="TrialsBefore">How many trials, or sessions of many streams, were kept.</param>
public sealed record Resumption(
    DateTimeOffset AtUtc, IReadOnlyList<string> CommandLine, string GitCommit, bool GitDirty, int TrialsBefore);
