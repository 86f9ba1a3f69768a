namespace Eval.Systems.Faas;

/// <summary>Where the gateway and one function host meet: the host's HTTP socket, and the lifeline, over which the host
/// says when it is ready and whose end is the host's end.</summary>
internal interface IHostDoor : IDisposable
{
    /// <summary>Path of the host's HTTP socket, as the gateway sees it.</summary>
    string Socket { get; }

    /// <summary>How the host is told of both, on its command line.</summary>
    IReadOnlyList<string> Arguments { get; }

    /// <summary>Descriptors that the host inherits.</summary>
    IReadOnlyList<int> Inherited { get; }

    /// <summary>The folder that the host shares with the gateway, or null.</summary>
    string? SharedFolder { get; }

    /// <summary>The host's process, as the kernel tells of whoever connected; null where nobody did.</summary>
    int? PeerProcessId { get; }

    /// <summary>The host exists, or never will: what only it needs is closed here.</summary>
    void HandedOver();

    /// <summary>Blocks for the host's line; null where there will be none.</summary>
    HostReport? ReadReport();

    /// <summary>The host is gone: a report that has not come by now never will; one before stays readable.</summary>
    void HostIsGone();
}
