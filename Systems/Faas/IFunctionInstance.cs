namespace Eval.Systems.Faas;

/// <summary>One instance of the function: a host, from its start until it is reaped.</summary>
internal interface IFunctionInstance
{
    /// <summary>Unique on the gateway.</summary>
    string InstanceId { get; }

    /// <summary>Reaches the host; a connection is opened where a request finds none free.</summary>
    HttpMessageInvoker Client { get; }

    /// <summary>Null once the host has answered that it is ready, or why it will never be. Never faults.</summary>
    Task<string?> Started { get; }

    /// <summary>What it last answered when it was asked whether it is ready, where it was not; else null.</summary>
    string? LastProbe { get; }

    /// <summary>Ends when nothing of it is left; gives how it ended. Never faults.</summary>
    Task<string> Exited { get; }

    /// <summary>What it consumed as far as known now; complete once <see cref="Exited"/>.</summary>
    InstanceAccount Account { get; }

    /// <summary>Reads the function's trailers into the account; bounded in time, never faults.</summary>
    Task CollectTrailersAsync();

    /// <summary>Reads the trailer of one stream, which the host then forgets; null where it cannot tell. Bounded in
    /// time, never faults.</summary>
    Task<byte[]?> TakeTrailerAsync(string stream);

    /// <summary>Ends the host by force, at once.</summary>
    void Kill();
}
