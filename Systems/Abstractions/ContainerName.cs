namespace Eval.Systems.Abstractions;

/// <summary>A container, by what its engine told when it was started.</summary>
/// <param name="Id">Its identity on that engine.</param>
/// <param name="ImageDigest">Its image: <c>sha256:…</c>.</param>
/// <param name="Created">When it was created, by the engine's clock.</param>
public sealed record ContainerName(string Id, string ImageDigest, DateTimeOffset Created);
