namespace Eval.Harness.Model;

/// <summary>A session as it would come, drawn before anything of it runs.</summary>
/// <param name="Problem">Why it cannot be, beginning with file and line where a file is wrong; null: it can.</param>
/// <param name="Streams">How many streams come.</param>
/// <param name="Span">When the last of them comes, from the session's start.</param>
/// <param name="FileSha256">SHA-256 of the file that they come from; empty: none.</param>
public sealed record ArrivalPreview(string? Problem, int Streams, TimeSpan Span, string FileSha256);
