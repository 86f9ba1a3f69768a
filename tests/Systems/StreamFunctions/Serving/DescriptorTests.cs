using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Systems.StreamFunctions.Serving;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a server whose descriptors come to an end says so at once to whoever comes, and serves again when it
/// has some. Method: the server program under a limit of its own (RLIMIT_NOFILE), and a crowd of silent connections.
/// </summary>
public sealed class DescriptorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    private string SocketPath => Path.Combine(_folder.FullName, "control");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A runtime without descriptors ends itself; this server refuses before.</summary>
    [Fact]
    public async Task More_connections_than_descriptors_are_refused_and_end_nobody()
    {
        using var server = await ServerProgram.StartAsync(Configuration, descriptors: 600);
        var crowd = Crowd(500);
        await TestPlane.UntilAsync(() => server.Descriptors >= 300);
        (await SendAsync("during")).Code.ShouldBe(EndCode.Overloaded);

        var most = server.Descriptors;
        crowd.ForEach(socket => socket.Dispose());
        await TestPlane.UntilAsync(() => server.Descriptors <= most - 290);
        (await SendAsync("after")).Code.ShouldBe(EndCode.Completed);
    }

    /// <summary>The cap cannot foresee a limit that is lowered under a running server. Method: lowered to what is in
    /// use and what is kept for the server itself; silent connections take the gaps, and the last of them are told so.
    /// Each of many more has its answer, none waits in the listener's queue, and the server lives.</summary>
    [Fact]
    public async Task A_limit_that_is_lowered_later_ends_nobody_either()
    {
        using var server = await ServerProgram.StartAsync(Configuration);
        (await SendAsync("before")).Code.ShouldBe(EndCode.Completed);
        await TestPlane.UntilAsync(() => ProcessTable.Children(server.ProcessId).Count == 0);

        var limit = server.HighestDescriptor + 1 + (int)DescriptorBudget.Kept;
        server.AllowDescriptors(limit);
        var crowd = Crowd(limit);
        foreach (var number in Enumerable.Range(0, 20))
        {
            // A gap that closed late may take one.
            (await SendAsync($"without-{number}")).Code.ShouldBeOneOf(EndCode.Overloaded, EndCode.Completed);
        }

        crowd.Count(socket => Waiting.IsReadable(socket.Descriptor)).ShouldBeGreaterThan(0, "the last were told");
        crowd.ForEach(socket => socket.Dispose());
        server.AllowDescriptors(4_096);
        (await SendAsync("after")).Code.ShouldBe(EndCode.Completed);
    }

    private List<StreamSocket> Crowd(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => UnixSocket.Connect(SocketPath))];

    private async Task<StreamSummary> SendAsync(string id)
    {
        using var stream = new TestStream(SocketPath, id, []);
        stream.Send(0, 1);
        stream.Client.Complete();
        return await stream.EndAsync();
    }

    private ServerConfiguration Configuration => new()
    {
        SocketPath = SocketPath,
        Owner = $"descriptors-{Environment.ProcessId}",
        Functions = [TestPlane.Function(Isolation.Process)],
        Limits = new ServerLimits { Handshake = TimeSpan.FromMinutes(1) },
    };
}
