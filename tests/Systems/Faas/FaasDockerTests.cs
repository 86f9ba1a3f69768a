using System.Diagnostics;
using System.Text.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: the platform with its hosts in containers of a real engine, and the ways in which that breaks.
/// </summary>
public sealed class FaasDockerTests(ContainerEngine engine) : IDisposable
{
    private const int Events = 20;
    private const string Owner = "eval-harness";

    private readonly string _workspace = Directory.CreateTempSubdirectory("evf-").FullName;
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3));

    private CancellationToken Cancellation => _limit.Token;

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_workspace, recursive: true);
    }

    [Theory]
    [InlineData("faas")]
    [InlineData("batch")]
    public async Task Distinct_frames_come_back_grey_from_a_hardened_container_and_none_is_left(string kind)
    {
        await using var system = await DeployAsync(kind, await engine.StartAsync());
        (await system.ObserveAsync(Cancellation)).ShouldBeEmpty();
        JsonElement container = default;
        var program = Array.Empty<byte>();
        var observer = new RecordingObserver();
        await using var stream = system.Prepare(new StreamRequest("s", Events, 300), observer);
        var t0Ns = MonotonicClock.NowNs;
        for (var i = 0; i < Events; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i)));
        }

        if (kind == "faas")
        {
            var instance = await InstanceAsync(system);
            container = await ContainerAsync();
            program = await File.ReadAllBytesAsync($"/proc/{instance.ProcessId}/exe", Cancellation);
            ProcessTable.Find(instance.ProcessId!.Value)!.ParentProcessId.ShouldBe(instance.ParentProcessId!.Value);
        }

        stream.Complete();
        var report = await stream.FinishAsync(Cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        observer.Outputs.Select(output => output.Sequence).Order()
            .ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i));
        foreach (var (sequence, payload) in observer.Outputs)
        {
            payload.ShouldBe(Grey(Frame(sequence)));
        }

        var records = ProbeLog.Decode(report.Trailers.ShouldHaveSingleItem().Bytes.Span);
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        report.Marks.Select(mark => mark.Phase).ShouldBe(Enum.GetValues<Phase>());
        report.Instances.ShouldHaveSingleItem().StartedNs.ShouldBeGreaterThan(t0Ns);
        report.Resources.CpuSeconds.ShouldNotBeNull();
        if (kind == "faas")
        {
            var told = report.Instances[0];
            told.Executable.ShouldBe(Host!.Executable);
            program.ShouldBe(await File.ReadAllBytesAsync(told.Executable, Cancellation));
            ShouldBeHardened(container);
        }

        (await engine.CountAsync(Owner)).ShouldBe(0);
        Directory.GetFileSystemEntries(_workspace).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_container_that_is_killed_after_its_last_answer_is_told_of()
    {
        await using var system = await DeployAsync("faas", await engine.StartAsync());
        var observer = new RecordingObserver();
        await using var stream = system.Prepare(new StreamRequest("s", 2, 300), observer);
        stream.Send(new StreamEvent(0, Frame(0)));
        await Eventually.HoldsAsync(() => observer.Outputs.Count == 1);
        Kill((await InstanceAsync(system)).ProcessId!.Value);
        while ((await system.ObserveAsync(Cancellation)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
        }

        stream.Complete();
        var report = await stream.FinishAsync(Cancellation);
        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        report.Reason.ShouldNotBeNull().ShouldContain("killed by signal 9");
        report.Trailers.ShouldBeEmpty();
        (await engine.CountAsync(Owner)).ShouldBe(0);
    }

    /// <summary>The lifeline is a connection here, so the container ends with the gateway; its remains are found by
    /// their label.</summary>
    [Fact]
    public async Task The_container_of_a_killed_gateway_ends_and_is_removed_by_the_next()
    {
        var address = await engine.StartAsync();
        await using (var system = await DeployAsync("faas", address))
        {
            await using var stream = system.Prepare(new StreamRequest("s", 2, 300), new RecordingObserver());
            stream.Send(new StreamEvent(0, Frame(0)));
            var host = (await InstanceAsync(system)).ProcessId!.Value;
            Kill(ControlProcessId);
            stream.Complete();
            (await stream.FinishAsync(Cancellation)).Outcome.ShouldBe(StreamOutcome.Failed);
            while (ProcessTable.Find(host) is not null)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Cancellation);
            }
        }

        (await engine.CountAsync(Owner)).ShouldBe(1);
        await using var next = await DeployAsync("faas", address);
        (await engine.CountAsync(Owner)).ShouldBe(0);
    }

    [Fact]
    public async Task An_engine_that_is_gone_fails_the_stream_with_a_reason_and_the_platform_still_ends()
    {
        var address = await engine.StartAsync();
        var path = Path.Combine(Path.GetTempPath(), $"evr-{Environment.ProcessId}.sock");
        using var relay = new EngineRelay(address.AbsolutePath, path);
        await using var system = await DeployAsync("batch", new Uri($"unix://{path}"));
        relay.Cut();
        await using var stream = system.Prepare(new StreamRequest("s", 1, 300), new RecordingObserver());
        stream.Send(new StreamEvent(0, Frame(0)));
        stream.Complete();

        var report = await stream.FinishAsync(Cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain(path);
    }

    [Fact]
    public async Task Without_an_engine_the_deployment_names_what_is_missing()
    {
        var refusal = await Should.ThrowAsync<SystemUnavailableException>(
            () => DeployAsync("faas", new Uri("unix:///nowhere.sock")));
        refusal.Message.ShouldContain("nowhere.sock");
    }

    private static CompiledHost? Host { get; set; }

    private int ControlProcessId { get; set; }

    private async Task<ISystemUnderTest> DeployAsync(string kind, Uri address)
    {
        var hosts = new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate());
        Host ??= await hosts.GetAsync("Systems/FaasHost", "auto", Cancellation);
        var configuration = new SystemConfiguration
        {
            Name = kind,
            Options = new Dictionary<string, string>
            {
                ["isolation"] = "docker",
                ["limits.pids"] = "48",
                ["queue"] = "64",
            },
            Function = "grayscale",
            Workspace = _workspace,
            Hosts = hosts,
        };
        ISystemUnderTest system = kind == "faas" ? new FaasSystem(configuration) : new BatchSystem(configuration);

        // The gateway inherits it, as it would from a user's shell.
        Environment.SetEnvironmentVariable("DOCKER_HOST", address.OriginalString);
        try
        {
            ControlProcessId = (await system.DeployAsync(Cancellation)).ControlProcessIds[0];
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
        finally
        {
            Environment.SetEnvironmentVariable("DOCKER_HOST", null);
        }
    }

    private async Task<InstanceIdentity> InstanceAsync(ISystemUnderTest system)
    {
        while (true)
        {
            if (await system.ObserveAsync(Cancellation) is [{ ProcessId: not null } instance])
            {
                return instance;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), Cancellation);
        }
    }

    private async Task<JsonElement> ContainerAsync()
    {
        var filter = Uri.EscapeDataString($$"""{"label":["eval.owner={{Owner}}"]}""");
        var listed = await engine.AskAsync(HttpMethod.Get, $"/containers/json?all=1&filters={filter}");
        return await engine.AskAsync(HttpMethod.Get, $"/containers/{listed[0].GetProperty("Id").GetString()}/json");
    }

    private static void ShouldBeHardened(JsonElement container)
    {
        container.GetProperty("Config").GetProperty("User").GetString().ShouldBe("65534:65534");
        var host = container.GetProperty("HostConfig");
        host.GetProperty("CapDrop")[0].GetString().ShouldBe("ALL");
        host.GetProperty("ReadonlyRootfs").GetBoolean().ShouldBeTrue();
        host.GetProperty("NetworkMode").GetString().ShouldBe("none");
        host.GetProperty("SecurityOpt").EnumerateArray().Select(option => option.GetString())
            .ShouldBe(["no-new-privileges"]);
        host.GetProperty("PidsLimit").GetInt64().ShouldBe(48);
        host.GetProperty("Memory").GetInt64().ShouldBe(512L << 20);
        host.GetProperty("NanoCpus").GetInt64().ShouldBe(1_000_000_000);
    }

    private static void Kill(int processId)
    {
        using var victim = Process.GetProcessById(processId);
        victim.Kill();
    }

    private static byte[] Frame(long sequence) =>
        [.. Enumerable.Range(0, 300).Select(i => (byte)((i * 7) + (sequence * 31)))];

    private static byte[] Grey(byte[] frame) =>
        [.. frame.Chunk(3).SelectMany(pixel => Enumerable.Repeat((byte)(pixel.Sum(part => part) / 3), 3))];
}
