using System.Buffers.Binary;
using System.Net.Sockets;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Faas;

/// <summary>The door of a host that inherits nothing: a folder that is mounted into its box. The gateway listens there
/// for the lifeline, and the host makes its HTTP socket there. The sandbox opens both to its box's user, and so to
/// everybody: they are in a folder that only this user may enter, or any other could speak as the host.</summary>
internal sealed class FolderDoor : IHostDoor
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string SharedName = "box";
    private const string HttpName = "http.sock";
    private const string LifelineName = "lifeline.sock";

    // SOL_SOCKET and SO_PEERCRED of socket(7), Linux.
    private const int SocketLevel = 1;
    private const int PeerCredentials = 17;
    private const int CredentialBytes = 12;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _folder;
    private Socket? _lifeline;

    /// <summary>Makes the folder, which must not exist, and listens in it.</summary>
    /// <exception cref="IOException">The folder or the socket cannot be made.</exception>
    public FolderDoor(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder, OwnerOnly);
        try
        {
            Directory.CreateDirectory(Shared);
            _listener.Bind(Lifeline);
            _listener.Listen(backlog: 2);
        }
        catch (SocketException failure)
        {
            Dispose();
            throw new IOException($"no socket can be made in {folder}: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public string Socket => Path.Combine(Shared, HttpName);

    /// <inheritdoc />
    public IReadOnlyList<string> Arguments =>
    [
        "--socket", $"{SandboxCommand.SharedFolderInside}/{HttpName}",
        "--lifeline", $"{SandboxCommand.SharedFolderInside}/{LifelineName}",
    ];

    /// <inheritdoc />
    public IReadOnlyList<int> Inherited => [];

    /// <inheritdoc />
    public string? SharedFolder => Shared;

    private string Shared => Path.Combine(_folder, SharedName);

    /// <summary>struct ucred begins with the process's number, in this process's view; 0 where that cannot see it.
    /// </summary>
    private static int? PeerOf(Socket socket)
    {
        Span<byte> credentials = stackalloc byte[CredentialBytes];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        return BinaryPrimitives.ReadInt32LittleEndian(credentials) is > 0 and var number ? number : null;
    }

    private UnixDomainSocketEndPoint Lifeline => new(Path.Combine(Shared, LifelineName));

    /// <inheritdoc />
    public int? PeerProcessId { get; private set; }

    /// <inheritdoc />
    public void HandedOver()
    {
        // The host inherits nothing.
    }

    /// <inheritdoc />
    public HostReport? ReadReport()
    {
        _lifeline = _listener.Accept();
        var report = HostReport.Read(_lifeline);
        PeerProcessId = report is null ? null : PeerOf(_lifeline);
        return report;
    }

    /// <inheritdoc />
    public void HostIsGone()
    {
        // Connections are accepted in order: whoever waits gets the host's, if there is one, and else this one's end.
        using var knock = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            knock.Connect(Lifeline);
        }
        catch (SocketException)
        {
            // Nobody listens any more, so nobody waits.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _lifeline?.Dispose();
        _listener.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
