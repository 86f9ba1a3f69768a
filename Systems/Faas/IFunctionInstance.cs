namespace Eval.Systems.Faas;

/// <summary>A host of the function, from its start until it is reaped. Nothing here faults or waits without bound.
/// </summary>
internal interface IFunctionInstance
{
    /// <summary>Unique on the gateway.</summary>
    string InstanceId { get; }

    /// <summary>Reaches the host; opens a connection where none is free.</summary>
    HttpMessageInvoker Client { get; }

    /// <summary>Null once the host has answered that it is ready, or why it will never be.</summary>
    Task<string?> Started { get; }

    /// <summary>Ends when nothing of it is left; gives how it ended.</summary>
    Task<string> Exited { get; }

    /// <summary>What it consumed as far as known now; complete once <see cref="Exited"/>.</summary>
    InstanceAccount Account { get; }

    /// <summary>Reads the function's trailers into the account.</summary>
    Task CollectTrailersAsync();

    /// <summary>That of one stream, which the host then forgets; null: it cannot tell.</summary>
    Task<byte[]?> TakeTrailerAsync(string stream);

    /// <summary>Ends the host by force, at once.</summary>
    void Kill();
}
