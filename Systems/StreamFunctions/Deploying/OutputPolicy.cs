namespace Eval.Systems.StreamFunctions.Deploying;

/// <summary>Where outputs go: to the producer, to a NATS subject, or nowhere.</summary>
public sealed record OutputPolicy
{
    /// <summary>Address of the NATS server, or null: to the producer.</summary>
    public string? NatsAddress { get; init; }

    /// <summary>The subject that outputs are published to.</summary>
    public string? NatsSubject { get; init; }

    /// <summary>Whether the control plane drops them, and counts them.</summary>
    public bool IsDropped { get; init; }
}
