using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Connections;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Reporting;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a server that runs out of descriptors says so at once to whoever comes, rests while it has none, and
/// serves again when it has. Method: the server program under a limit of its own (RLIMIT_NOFILE), and a crowd of silent
/// connections.</summary>
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

    /// <summary>Below its caps, the process itself has no descriptor left: accept(2) fails (EMFILE). The limit comes
    /// after the start, so that nothing was counted on.</summary>
    [Fact]
    public async Task Without_a_descriptor_left_connections_are_refused_until_there_are_some()
    {
        using var server = await ServerProgram.StartAsync(Configuration);
        var before = server.Descriptors;
        await server.LeaveDescriptorsAsync(40);
        var crowd = Crowd(120);
        var said = new List<StreamSummary>();
        for (var i = 0; i < 5; i++)
        {
            said.Add(await SendAsync($"during-{i}"));

            // What the runtime has closed meanwhile is used up again.
            crowd.AddRange(Crowd(10));
        }

        // A connection may find a descriptor, and its instance none.
        said.ShouldAllBe(end => end.Code == EndCode.Overloaded || end.Code == EndCode.StartFailed);
        said.ShouldContain(end => end.Outcome == EndKind.Rejected && end.Reason!.Contains("no descriptors"));
        var used = server.CpuTime;
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        (server.CpuTime - used).TotalSeconds.ShouldBeLessThan(0.5, "nobody came, so there was nothing to do");
        crowd.ForEach(socket => socket.Dispose());
        await TestPlane.UntilAsync(() => server.Descriptors <= before + 10);
        (await SendAsync("after")).Code.ShouldBe(EndCode.Completed);
        server.IsAlive.ShouldBeTrue();
    }

    private List<IDisposable> Crowd(int count) =>
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
