using System.Globalization;
using System.Net.Sockets;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Faas;

/// <summary>The door of a host that is our child: its lifeline is a socket pair, of which it inherits one end.
/// </summary>
internal sealed class InheritedDoor : IHostDoor
{
    private readonly Socket _ours;
    private readonly SafeSocketHandle _theirs;

    /// <summary>Makes the lifeline; the host will make the socket at that path.</summary>
    /// <exception cref="IOException">There are no descriptors left.</exception>
    public InheritedDoor(string socket)
    {
        Socket = socket;
        (_ours, _theirs) = SocketPair.Create();
    }

    /// <inheritdoc />
    public string Socket { get; }

    /// <inheritdoc />
    public IReadOnlyList<string> Arguments =>
    [
        "--socket", Socket,
        "--lifeline", SandboxCommand.FirstDescriptor.ToString(CultureInfo.InvariantCulture),
    ];

    /// <inheritdoc />
    public IReadOnlyList<int> Inherited => [(int)_theirs.DangerousGetHandle()];

    /// <inheritdoc />
    public string? SharedFolder => null;

    /// <inheritdoc />
    public int? PeerProcessId => null;

    /// <inheritdoc />
    public void HandedOver() => _theirs.Dispose();

    /// <inheritdoc />
    public HostReport? ReadReport() => HostReport.Read(_ours);

    /// <inheritdoc />
    public void HostIsGone()
    {
        // The kernel has closed its end of the pair, which the reader sees after the last byte.
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _theirs.Dispose();
        _ours.Dispose();
        File.Delete(Socket);
    }
}
