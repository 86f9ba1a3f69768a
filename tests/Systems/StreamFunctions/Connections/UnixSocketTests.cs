using Eval.Systems.StreamFunctions.Connections;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Connections;

/// <summary>Goal: a listener replaces what an earlier one left and nothing else, and keeps nothing where it fails.
/// </summary>
public sealed class UnixSocketTests : IDisposable
{
    private const string TooLong = "a-name-that-is-too-long-for-a-socket-together-with-the-path-of-the-folder-that-it-"
        + "is-in-however-short";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    private string SocketPath => Path.Combine(_folder.FullName, "socket");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_socket_file_that_nobody_serves_is_replaced()
    {
        UnixSocket.Close(UnixSocket.Listen(SocketPath, backlog: 1));
        File.Exists(SocketPath).ShouldBeTrue();
        var listener = UnixSocket.Listen(SocketPath, backlog: 1);

        using (UnixSocket.Connect(SocketPath))
        {
            Refusal(SocketPath).ShouldBe($"{SocketPath} is served by another process");
        }

        UnixSocket.Close(listener);
    }

    /// <summary>Connecting to any file is refused, as to a stale socket.</summary>
    [Fact]
    public void A_file_that_is_no_socket_is_kept()
    {
        File.WriteAllText(SocketPath, "results");

        Refusal(SocketPath).ShouldBe($"{SocketPath} is no socket, and is not replaced by one");
        File.ReadAllText(SocketPath).ShouldBe("results");
    }

    [Fact]
    public void Neither_a_link_nor_a_folder_is_replaced()
    {
        var link = Path.Combine(_folder.FullName, "link");
        UnixSocket.Close(UnixSocket.Listen(SocketPath, backlog: 1));
        File.CreateSymbolicLink(link, SocketPath);

        Refusal(link).ShouldContain("no socket");
        Refusal(_folder.FullName).ShouldContain("no socket");
        File.Exists(SocketPath).ShouldBeTrue();
        new FileInfo(link).LinkTarget.ShouldBe(SocketPath);
    }

    /// <summary>Method: far more failures than other tests open descriptors meanwhile.</summary>
    [Theory]
    [InlineData("no/such/folder", "cannot bind")]
    [InlineData(TooLong, "too long")]
    public void A_listener_that_fails_keeps_no_descriptor(string name, string reason)
    {
        const int Failures = 2_000;
        var path = Path.Combine(_folder.FullName, name);
        var before = Descriptors;
        for (var i = 0; i < Failures; i++)
        {
            Refusal(path).ShouldContain(reason);
        }

        (Descriptors - before).ShouldBeLessThan(Failures / 2);
    }

    /// <summary>A door that took the want of memory for its own end would stay shut.</summary>
    [Theory]
    [InlineData(24, true)]
    [InlineData(23, true)]
    [InlineData(12, true)]
    [InlineData(105, true)]
    [InlineData(9, false)]
    [InlineData(22, false)]
    public void Only_a_want_of_what_others_hold_is_waited_for(int error, bool isWant) =>
        UnixSocket.IsWant(error).ShouldBe(isWant);

    private static int Descriptors => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static string Refusal(string path) =>
        Should.Throw<IOException>(() => UnixSocket.Listen(path, backlog: 1)).Message;
}
