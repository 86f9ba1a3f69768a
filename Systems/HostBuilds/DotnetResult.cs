namespace Eval.Systems.HostBuilds;

/// <summary>How the SDK's command ended, and its last lines.</summary>
internal sealed record DotnetResult(int ExitCode, IReadOnlyList<string> LastLines);
