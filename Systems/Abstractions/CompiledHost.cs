namespace Eval.Systems.Abstractions;

/// <summary>A host that is ready to be started.</summary>
/// <param name="Executable">Absolute path of a program that starts by itself.</param>
/// <param name="Build">aot, r2r or jit.</param>
/// <param name="Sha256">Of the executable, lower-case hexadecimal.</param>
/// <param name="WasCached">Whether it was there already.</param>
public sealed record CompiledHost(string Executable, string Build, string Sha256, bool WasCached);
