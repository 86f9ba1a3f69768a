namespace Eval.Systems.Abstractions;

/// <summary>One function that a system is to run.</summary>
/// <param name="Name">The bundled function's name, or how the scenario names the executable.</param>
/// <param name="Executable">Absolute path of a program that speaks the stream protocol; null for a bundled function.
/// </param>
public sealed record FunctionReference(string Name, string? Executable);
