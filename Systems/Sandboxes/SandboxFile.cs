namespace Eval.Systems.Sandboxes;

/// <summary>A file of this host that a box holds, read-only; what a dynamic executable loads comes along.</summary>
/// <param name="Path">Its absolute path on this host.</param>
/// <param name="PathInside">Its absolute path in the box.</param>
public sealed record SandboxFile(string Path, string PathInside);
