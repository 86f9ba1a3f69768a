namespace Eval.Harness.Model;

/// <summary>A file beside the scenario that a run was made from.</summary>
/// <param name="Name">What it is: <c>model</c>, or a price book or program as the scenario names it.</param>
/// <param name="Path">Where it was: below the folder of the sources, or in full.</param>
/// <param name="Sha256">Of its content, lower-case hexadecimal.</param>
public sealed record InputFile(string Name, string Path, string Sha256);
