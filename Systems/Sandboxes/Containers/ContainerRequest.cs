namespace Eval.Systems.Sandboxes.Containers;

/// <summary>One container to create.</summary>
/// <param name="Name">Unique on the engine.</param>
/// <param name="Image">Its image.</param>
/// <param name="Command">What it runs.</param>
/// <param name="Settings">Owner, limits and protections.</param>
internal sealed record ContainerRequest(string Name, string Image, SandboxCommand Command, SandboxSettings Settings);
