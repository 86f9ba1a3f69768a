namespace Eval.Systems.Sdk;

/// <summary>What a function's single invocation knows of its stream.</summary>
public sealed class StreamContext
{
    /// <summary>The stream's identity, unique on its runtime.</summary>
    public required string StreamId { get; init; }

    /// <summary>Name and value of each parameter that the producer or the deployment gave.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Cancelled when the stream ends early.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Bytes that the host sends to the producer once, after the last output and before the end of stream.
    /// </summary>
    public ReadOnlyMemory<byte> Trailer { get; set; }
}
