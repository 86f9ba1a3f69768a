namespace Eval.Systems.Faas;

/// <summary>One instance of the function: a host, from its start until it is reaped.</summary>
internal interface IFunctionInstance
{
    /// <summary>Reaches the host; one connection is opened at the first request.</summary>
    HttpMessageInvoker Client { get; }

    /// <summary>Null once the host is ready, or why it will never be. Never faults.</summary>
    Task<string?> Started { get; }

    /// <summary>Ends when nothing of it is left; gives how it ended. Never faults.</summary>
    Task<string> Exited { get; }

    /// <summary>What it consumed and when, as far as known now; complete once <see cref="Exited"/>.</summary>
    InstanceAccount Account { get; }

    /// <summary>Reads the trailers that the function left, into the account; bounded in time, never faults.</summary>
    Task CollectTrailersAsync();

    /// <summary>Ends the host by force, at once.</summary>
    void Kill();
}
