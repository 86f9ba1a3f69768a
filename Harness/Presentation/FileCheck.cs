namespace Eval.Harness.Presentation;

/// <summary>One file of a run folder against its hash.</summary>
/// <param name="File">Its path in the folder.</param>
/// <param name="Problem">What is wrong with it, or null.</param>
public sealed record FileCheck(string File, string? Problem);
