namespace Eval.Systems.Sandboxes;

/// <summary>What a container engine tells of a container that it has created.</summary>
/// <param name="Id">Its identity on that engine.</param>
/// <param name="ImageDigest">Its image: <c>sha256:…</c>.</param>
/// <param name="Created">When it was created, by the engine's clock.</param>
public sealed record ContainerFacts(string Id, string ImageDigest, DateTimeOffset Created);
