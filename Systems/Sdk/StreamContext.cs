namespace Eval.Systems.Sdk;

/// <summary>What a function's single invocation knows of its stream.</summary>
public sealed class StreamContext
{
    /// <summary>The stream's identity, unique on its runtime.</summary>
    public required string StreamId { get; init; }

    /// <summary>Name and value of each parameter that the producer or the deployment gave.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Cancelled when the stream ends early. A host that has to watch for that begins at the first look.
    /// </summary>
    public CancellationToken Cancellation
    {
        get => Watch?.Value ?? field;
        init;
    }

    /// <summary>Begins to watch for an early end.</summary>
    internal Lazy<CancellationToken>? Watch { get; init; }

    /// <summary>Bytes that the host sends to the producer once, after the last output and before the end of stream.
    /// </summary>
    public ReadOnlyMemory<byte> Trailer { get; set; }
}
