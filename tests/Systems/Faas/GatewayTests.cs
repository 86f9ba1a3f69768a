using System.Diagnostics;
using System.Net;
using Eval.Systems.HostBuilds;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: every request is answered or refused in so many words, whatever happens to instances; and none is
/// left when nobody asks. Method: a real gateway and real hosts, and every answer looked at.</summary>
public sealed class GatewayTests(ContainerEngine engine) : IDisposable
{
    private const string EngineVariable = "DOCKER_HOST";

    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private CancellationToken Cancellation
    {
        get
        {
            _limit.CancelAfter(TimeSpan.FromMinutes(2));
            return _limit.Token;
        }
    }

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(4, 1000)]
    [InlineData(4, 20)]
    public async Task Requests_at_once_on_zero_instances_are_all_answered_or_refused(int maxInstances, int queue)
    {
        await using var rig = await GatewayRig.StartAsync(Cancellation, maxInstances: maxInstances, queue: queue);
        var requests = Scale.Of(200);
        var answers = await Task.WhenAll(Enumerable.Range(0, requests)
            .Select(i => rig.PostAsync(i, [(byte)i, 0, 0], Cancellation)));

        var served = answers.Where(answer => answer.StatusCode == HttpStatusCode.OK).ToArray();
        foreach (var answer in answers.Except(served))
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync(Cancellation))
                .ShouldBe($"{queue} requests are waiting already");
        }

        served.Length.ShouldBeGreaterThanOrEqualTo(Math.Min(requests, queue));
        var instances = served.Select(answer => answer.Headers.GetValues(FaasProtocol.InstanceHeader).Single())
            .Distinct().Count();
        instances.ShouldBeInRange(1, maxInstances);
        (await rig.InstancesAsync(Cancellation)).Count.ShouldBeLessThanOrEqualTo(maxInstances);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Theory]
    [InlineData(Isolation.Process)]
    [InlineData(Isolation.Bubblewrap)]
    [InlineData(Isolation.Docker)]
    public async Task After_the_idle_timeout_no_instance_is_left_and_the_next_request_starts_one(Isolation isolation)
    {
        await using var rig = await StartAsync(isolation, idleSeconds: 0.3);
        (await rig.InstancesAsync(Cancellation)).ShouldBeEmpty();
        var first = await InstanceOfAsync(rig, 0);

        await rig.AwaitInstancesAsync(instances => instances.Count == 0, Cancellation);
        ProcessTable.Descendants(rig.ProcessId).ShouldBeEmpty();
        if (isolation == Isolation.Docker)
        {
            (await engine.CountAsync(rig.Owner)).ShouldBe(0);
        }

        (await InstanceOfAsync(rig, 1)).ShouldNotBe(first);
    }

    [Fact]
    public async Task An_instance_that_is_asked_within_the_idle_timeout_stays()
    {
        await using var rig = await GatewayRig.StartAsync(Cancellation, idleSeconds: 30);
        var first = await InstanceOfAsync(rig, 0);
        (await InstanceOfAsync(rig, 1)).ShouldBe(first);
    }

    [Fact]
    public async Task A_host_that_runs_and_never_becomes_ready_is_ended_and_its_requests_are_refused()
    {
        var script = Path.Combine(Path.GetTempPath(), $"evn-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(script, "#!/bin/sh\nexec sleep 600\n", Cancellation);
        if (OperatingSystem.IsLinux())
        {
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        }

        try
        {
            await using var rig = await GatewayRig.StartAsync(Cancellation, host: script, startSeconds: 0.5);
            foreach (var answer in await Task.WhenAll(
                rig.PostAsync(0, [1, 2, 3], Cancellation), rig.PostAsync(1, [1, 2, 3], Cancellation)))
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
                (await answer.Content.ReadAsStringAsync(Cancellation))
                    .ShouldBe("the function host did not start: it was not ready within 0.5 s");
            }

            await rig.AwaitInstancesAsync(instances => instances.Count == 0, Cancellation);
            ProcessTable.Descendants(rig.ProcessId).ShouldBeEmpty();
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public async Task A_host_that_dies_among_requests_fails_only_those_that_it_had_and_the_others_are_served()
    {
        await using var rig = await GatewayRig.StartAsync(Cancellation);
        var requests = Scale.Of(200);
        var first = await InstanceOfAsync(rig, 0);
        var frame = new byte[3_000_000];
        var posts = Enumerable.Range(1, requests).Select(i => OutcomeOfAsync(rig, i, frame)).ToArray();
        await Task.WhenAny(posts);
        using (var victim = Process.GetProcessById((await rig.InstancesAsync(Cancellation))[0].ProcessId!.Value))
        {
            victim.Kill();
        }

        var failures = (await Task.WhenAll(posts)).OfType<string>().ToArray();
        failures.Length.ShouldBeLessThanOrEqualTo(1);
        failures.ShouldAllBe(failure => failure.Contains("killed by signal 9") || failure == "cut off");
        (await InstanceOfAsync(rig, requests + 1)).ShouldNotBe(first);
    }

    private async Task<GatewayRig> StartAsync(Isolation isolation, double idleSeconds)
    {
        if (isolation == Isolation.Process)
        {
            return await GatewayRig.StartAsync(Cancellation, idleSeconds: idleSeconds);
        }

        // In a box of its own a host that is not native would need its runtime.
        var host = await new HostBuilder(BuildFacts.SourceRoot(), CacheFolder.Locate())
            .GetAsync("Systems/FaasHost", "auto", Cancellation);
        if (isolation == Isolation.Bubblewrap)
        {
            RealPart.Require("bwrap", "bubblewrap");
            return await GatewayRig.StartAsync(Cancellation, host.Executable, isolation, idleSeconds: idleSeconds);
        }

        Environment.SetEnvironmentVariable(EngineVariable, (await engine.StartAsync()).OriginalString);
        try
        {
            return await GatewayRig.StartAsync(Cancellation, host.Executable, isolation, idleSeconds: idleSeconds);
        }
        finally
        {
            Environment.SetEnvironmentVariable(EngineVariable, null);
        }
    }

    /// <summary>Null where an event was served; else why not. An answer that had begun can only be cut off.</summary>
    private async Task<string?> OutcomeOfAsync(GatewayRig rig, long sequence, byte[] frame)
    {
        try
        {
            using var answer = await rig.PostAsync(sequence, frame, Cancellation);
            return answer.StatusCode == HttpStatusCode.OK
                ? null
                : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}";
        }
        catch (HttpRequestException)
        {
            return "cut off";
        }
    }

    /// <summary>Sends a pixel, which comes back grey, and tells who answered.</summary>
    private async Task<string> InstanceOfAsync(GatewayRig rig, long sequence)
    {
        using var answer = await rig.PostAsync(sequence, [10, 20, 30], Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Cancellation));
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe([20, 20, 20]);
        return answer.Headers.GetValues(FaasProtocol.InstanceHeader).Single();
    }
}
