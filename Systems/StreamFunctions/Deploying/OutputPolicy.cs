namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>Where outputs go: to the producer, or to a NATS subject.</summary>
public sealed record OutputPolicy
{
    /// <summary>Address of the NATS server, or null: to the producer.</summary>
    public string? NatsAddress { get; init; }

    /// <summary>The subject that outputs are published to.</summary>
    public string? NatsSubject { get; init; }
}
