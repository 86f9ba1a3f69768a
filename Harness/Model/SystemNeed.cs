namespace Eval.Harness.Model;

/// <summary>What a kind of system needs beyond the .NET SDK.</summary>
/// <param name="When">For which configurations.</param>
/// <param name="Part">What, such as bubblewrap, docker-engine, nats-server or redis-server.</param>
public sealed record SystemNeed(KeyCondition When, string Part);
