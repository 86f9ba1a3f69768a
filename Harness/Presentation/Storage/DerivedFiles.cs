namespace Eval.Harness.Presentation.Storage;

/// <summary>derived.json.</summary>
/// <param name="ManifestSha256">SHA-256 of the manifest that the files follow from.</param>
/// <param name="Sha256">SHA-256 of each derived file, by its path in the folder.</param>
internal sealed record DerivedFiles(string ManifestSha256, IReadOnlyDictionary<string, string> Sha256);
