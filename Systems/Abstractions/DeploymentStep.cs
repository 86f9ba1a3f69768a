namespace Eval.Systems.Abstractions;

/// <summary>One step of a deployment and how long it took.</summary>
public sealed record DeploymentStep(string Name, TimeSpan Duration);
