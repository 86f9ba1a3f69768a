using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Reporting;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Faas;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a container engine whose socket vanishes in the middle of a control plane's life costs the streams
/// that start then, with a reason, and no other; what it leaves is found later. Method: a real engine behind a Unix
/// socket that the test cuts.</summary>
public sealed class EngineFaultTests(ContainerEngine engine) : IDisposable
{
    private const int Cut = 3;

    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("eval");
    private readonly string _owner = $"engine-{Guid.NewGuid():N}"[..20];

    private string SocketPath => Path.Combine(_folder.FullName, "control");

    private string RelayPath => Path.Combine(_folder.FullName, "engine");

    private string[] MeetingPoints => Directory.GetDirectories(Path.GetTempPath(), $"{_owner}-*");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_engine_that_vanishes_fails_what_starts_and_is_used_again_when_it_is_back()
    {
        var address = await engine.StartAsync();
        var relay = new EngineRelay(address.AbsolutePath, RelayPath);
        using (var server = await ServerProgram.StartAsync(Configuration, engine: new Uri($"unix://{RelayPath}")))
        {
            (await WholeAsync("before")).Code.ShouldBe(EndCode.Completed);
            var baseline = server.Connections;
            using var running = new TestStream(SocketPath, "running", []);
            running.Send(0, 1);
            await running.FirstOutputAsync();
            relay.Dispose();
            foreach (var late in await Task.WhenAll(Enumerable.Range(0, Cut).Select(i => WholeAsync($"late-{i}"))))
            {
                (late.Outcome, late.Code).ShouldBe((EndKind.Failed, EndCode.StartFailed), late.Reason);
                late.Reason.ShouldNotBeNull().ShouldContain("its end was not seen: the container engine at ");
            }

            running.Send(1, 2);
            running.Client.Complete();
            var end = await running.EndAsync();
            end.Outcome.ShouldBe(EndKind.Completed, end.Reason);
            running.Outputs.Select(output => output.Sequence).ShouldBe([0L, 1L]);

            using (new EngineRelay(address.AbsolutePath, RelayPath))
            {
                (await WholeAsync("after")).Code.ShouldBe(EndCode.Completed);
            }

            LiveInstances.Read(SocketPath, AnswerLimit).ShouldBeEmpty();
            using var limit = new CancellationTokenSource(Settling);
            await TestPlane.UntilAsync(
                () => limit.IsCancellationRequested
                    || (server.Connections.Count <= baseline.Count && MeetingPoints.Length == 0));

            server.Connections.Count.ShouldBeLessThanOrEqualTo(
                baseline.Count, $"{string.Join(',', baseline)} then {string.Join(',', server.Connections)}");
            MeetingPoints.ShouldBeEmpty();
        }

        (await engine.CountAsync(_owner)).ShouldBe(1, "nobody could remove what had run");
        using var successor = await ServerProgram.StartAsync(Configuration, engine: address);
        (await engine.CountAsync(_owner)).ShouldBe(0);
    }

    /// <summary>Its process can still be ended, though its engine cannot be asked to.</summary>
    [Fact]
    public async Task A_producer_that_leaves_when_the_engine_is_gone_ends_its_stream_and_its_container()
    {
        var address = await engine.StartAsync();
        var relay = new EngineRelay(address.AbsolutePath, RelayPath);
        using var server = await ServerProgram.StartAsync(Configuration, engine: new Uri($"unix://{RelayPath}"));
        using var running = new TestStream(SocketPath, "leaver", []);
        running.Send(0, 1);
        await running.FirstOutputAsync();
        var instance = LiveInstances.Read(SocketPath, AnswerLimit).ShouldHaveSingleItem();
        relay.Dispose();
        running.Client.Cancel();
        var end = await running.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Cancelled, EndCode.ProducerGone), end.Reason);
        await TestPlane.UntilAsync(() => ProcessTable.Find(instance.ProcessId) is null);
        LiveInstances.Read(SocketPath, AnswerLimit).ShouldBeEmpty();
    }

    private async Task<StreamSummary> WholeAsync(string id)
    {
        using var stream = new TestStream(SocketPath, id, []);
        stream.Send(0, 1);
        stream.Client.Complete();
        return await stream.EndAsync();
    }

    private ServerConfiguration Configuration => new()
    {
        SocketPath = SocketPath,
        Owner = _owner,
        Functions =
        [
            new FunctionDeployment
            {
                Name = "echo",
                Stages = [new FunctionStage(ProbeProgram.Function, ["echo"])],
                Isolation = Isolation.Docker,
                Deadlines = new StreamDeadlines { Start = TimeSpan.FromSeconds(30) },
            },
        ],
    };
}
