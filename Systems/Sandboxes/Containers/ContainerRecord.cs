namespace Eval.Systems.Sandboxes.Containers;

/// <summary>What an engine remembers of a container that it created and started.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="InstanceId">The instance that it was labelled with; empty: none.</param>
/// <param name="Image">The name of its image.</param>
/// <param name="ImageDigest">What that name stands for.</param>
public sealed record ContainerRecord(string Id, string InstanceId, string Image, string ImageDigest);
