namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>One function of a deployment.</summary>
/// <param name="Executable">Absolute path of the program that speaks PROTOCOL.md; empty for a bundled function in
/// process.</param>
/// <param name="Arguments">Its arguments; for a bundled function its name is the first.</param>
public sealed record FunctionStage(string Executable, IReadOnlyList<string> Arguments);
