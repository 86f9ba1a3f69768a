using System.Diagnostics;
using System.Globalization;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Serving;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a control plane that is killed leaves nothing that its successor does not end or replace. Method: the
/// server program in a process of its own, killed with live streams.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");

    private string SocketPath => Path.Combine(_folder.FullName, "control");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(BufferPlace.Host)]
    [InlineData(BufferPlace.Instance)]
    public async Task A_killed_control_plane_leaves_nothing_and_its_successor_serves(BufferPlace at)
    {
        using var first = await StartAsync(at);
        var streams = Enumerable.Range(0, Math.Max(8, Scale.Of(50)))
            .Select(i => new TestStream(SocketPath, $"live-{i}", [new("fault", "spin"), new("at", "1")])).ToList();
        foreach (var stream in streams)
        {
            stream.Send(0, 1);
            await stream.FirstOutputAsync();
            stream.Send(1, 1);
        }

        var children = ProcessTable.Children(first.ProcessId);
        children.Count.ShouldBe(streams.Count);
        await first.KillAsync();
        File.Exists(SocketPath).ShouldBeTrue("it left its socket file");
        using var second = await StartAsync(at);
        using var limit = new CancellationTokenSource(Settling);
        await TestPlane.UntilAsync(() => limit.IsCancellationRequested || !children.Any(IsLeft));

        children.ShouldNotContain(child => IsLeft(child));
        using (var after = new TestStream(SocketPath, "live-0", []))
        {
            after.Send(0, 1);
            after.Client.Complete();
            (await after.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        }

        streams.ForEach(stream => stream.Dispose());
    }

    [Fact]
    public async Task A_socket_that_is_served_is_not_taken_over()
    {
        using var first = await StartAsync(BufferPlace.Host);
        Should.Throw<IOException>(() => new ControlPlane(Configuration(BufferPlace.Host)))
            .Message.ShouldContain("is served by another process");
    }

    /// <summary>Every end there is, over and over: what the server holds afterwards is what it held before.</summary>
    [Theory]
    [InlineData(BufferPlace.Host)]
    [InlineData(BufferPlace.Instance)]
    public async Task No_end_of_a_stream_leaves_a_descriptor_or_a_child(BufferPlace at)
    {
        using var server = await StartAsync(at);
        await EndEachWayAsync(server, "warm-up");
        var baseline = server.Descriptors;
        for (var round = 0; round < Math.Max(3, Scale.Of(60)); round++)
        {
            await EndEachWayAsync(server, $"round-{round}");
        }

        using var limit = new CancellationTokenSource(Settling);
        await TestPlane.UntilAsync(() => limit.IsCancellationRequested || IsSettled(server, baseline));
        server.Descriptors.ShouldBeLessThanOrEqualTo(baseline);
        ProcessTable.Children(server.ProcessId).ShouldBeEmpty();
    }

    private async Task EndEachWayAsync(ServerProgram server, string name)
    {
        foreach (var fault in new[] { "", "throw-first", "throw-mid", "throw-last", "kill", "leave", "cancel" })
        {
            using var stream = new TestStream(SocketPath, $"{name}-{fault}", [new("fault", fault), new("at", "1")]);
            stream.Send(0, 1);
            if (fault is "throw-first")
            {
                await stream.EndAsync();
                continue;
            }

            await stream.FirstOutputAsync();
            switch (fault)
            {
                case "kill":
                    ProcessTable.Children(server.ProcessId).ToList().ForEach(
                        child => Process.GetProcessById(child.ProcessId).Kill());
                    break;
                case "cancel":
                    stream.Client.Cancel();
                    break;
                case "leave":
                    continue;
                default:
                    stream.Send(1, 1);
                    stream.Client.Complete();
                    break;
            }

            await stream.EndAsync();
        }
    }

    private static bool IsSettled(ServerProgram server, int descriptors) =>
        server.Descriptors <= descriptors && ProcessTable.Children(server.ProcessId).Count == 0;

    private static bool IsLeft(ProcessEntry child) =>
        ProcessTable.Find(child.ProcessId) is { } now && now.Executable == child.Executable;

    private ServerConfiguration Configuration(BufferPlace at) => new()
    {
        SocketPath = SocketPath,
        Owner = string.Create(CultureInfo.InvariantCulture, $"restart-{Environment.ProcessId}"),
        Functions = [TestPlane.Function(Isolation.Process, at)],
    };

    private Task<ServerProgram> StartAsync(BufferPlace at) => ServerProgram.StartAsync(Configuration(at));
}
