using System.Globalization;
using System.Net.Sockets;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Faas;

/// <summary>The door of a host that is our child: it inherits one end of a socket pair, the lifeline, and a socket that
/// listens already, so that it needs no folder and may be another user.</summary>
internal sealed class InheritedDoor : IHostDoor
{
    private const int Backlog = 512;

    private readonly Socket _lifeline;
    private readonly SafeSocketHandle _theirs;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>Makes the lifeline, and the socket at that path.</summary>
    /// <exception cref="IOException">There are no descriptors left, or the path cannot be used.</exception>
    public InheritedDoor(string socket)
    {
        Socket = socket;
        (_lifeline, _theirs) = SocketPair.Create();
        try
        {
            _listener.Bind(new UnixDomainSocketEndPoint(socket));
            _listener.Listen(Backlog);
        }
        catch (SocketException failure)
        {
            Dispose();
            throw new IOException($"no socket can be made at {socket}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public string Socket { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> Arguments =>
    [
        "--lifeline", SandboxCommand.FirstDescriptor.ToString(CultureInfo.InvariantCulture),
        "--socket", (SandboxCommand.FirstDescriptor + 1).ToString(CultureInfo.InvariantCulture),
    ];

    /// <inheritdoc />
    public IReadOnlyList<int> Inherited =>
        [(int)_theirs.DangerousGetHandle(), (int)_listener.SafeHandle.DangerousGetHandle()];

    /// <inheritdoc />
    public string? SharedFolder => null;

    /// <inheritdoc />
    public int? PeerProcessId => null;

    /// <summary>With our ends closed a host's death closes its connections. The listener itself is disposed of at the
    /// end, since that removes its file.</summary>
    public void HandedOver()
    {
        _theirs.Dispose();
        _listener.SafeHandle.Dispose();
    }

    /// <inheritdoc />
    public HostReport? ReadReport() => HostReport.Read(_lifeline);

    /// <inheritdoc />
    public void HostIsGone()
    {
        // The kernel has closed its end of the pair, which the reader sees after the last byte.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _theirs.Dispose();
        _lifeline.Dispose();
        _listener.Dispose();
        File.Delete(Socket);
    }
}
