using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas.Keeping;

/// <summary>Goal: a state that is lost in mid-stream fails the stream with its reason, at once, and never hangs.
/// </summary>
public sealed class StateLossTests : IDisposable
{
    private const int Before = 5;
    private const int After = 5;

    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public StateLossTests() => _limit.CancelAfter(TimeSpan.FromMinutes(1));

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData("KILL", 5)]
    [InlineData("STOP", 15)]
    public async Task A_redis_that_is_gone_or_silent_fails_the_stream(string signal, int mostSeconds)
    {
        await using var rig = new StateRig("redis");
        var deployment = await rig.System.DeployAsync(_limit.Token);
        await using var stream = rig.Prepare(Before + After);
        await rig.SendInOrderAsync(stream, Before, _limit.Token);
        var since = Stopwatch.StartNew();
        Signal(signal, RedisOf(deployment));

        StateRig.Send(stream, Before, After);
        stream.Complete();
        var report = await stream.FinishAsync(_limit.Token);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldStartWith("HTTP 500: IOException: the state in Redis is lost: ");
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(mostSeconds));
        rig.Outputs.ShouldBe(StationPackets.Answers("sta-lta", Before));
        (await rig.System.ObserveAsync(_limit.Token)).ShouldBeEmpty();
        Signal("CONT", RedisOf(deployment));
    }

    [Fact]
    public async Task A_redis_that_is_gone_before_a_stream_fails_it_too()
    {
        await using var rig = new StateRig("redis");
        var deployment = await rig.System.DeployAsync(_limit.Token);
        Signal("KILL", RedisOf(deployment));

        var report = await rig.RunAsync(After, _limit.Token, atOnce: true);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldStartWith("HTTP 500: IOException: the state in Redis is lost: ");
    }

    [Fact]
    public async Task The_server_ends_with_its_deployment()
    {
        int server;
        await using (var rig = new StateRig("redis"))
        {
            server = RedisOf(await rig.System.DeployAsync(_limit.Token));
            ProcessTable.Find(server).ShouldNotBeNull();
        }

        ProcessTable.Find(server).ShouldBeNull();
    }

    [Fact]
    public async Task The_state_of_an_instance_that_dies_is_lost_with_the_reason_of_its_death()
    {
        await using var rig = new StateRig("sticky");
        await rig.System.DeployAsync(_limit.Token);
        await using var stream = rig.Prepare(Before + After);
        await rig.SendInOrderAsync(stream, Before, _limit.Token);
        var host = (await rig.System.ObserveAsync(_limit.Token)).ShouldHaveSingleItem();
        Signal("KILL", host.ProcessId!.Value);

        StateRig.Send(stream, Before, After);
        stream.Complete();
        var report = await stream.FinishAsync(_limit.Token);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("killed by signal 9");
        rig.Outputs.ShouldNotBe(StationPackets.Answers("sta-lta", Before + After));
    }

    [Fact]
    public async Task The_state_of_an_instance_that_was_idle_too_long_is_lost_and_told()
    {
        await using var rig = new StateRig("sticky", idleSeconds: 0.2);
        await rig.System.DeployAsync(_limit.Token);
        await using var stream = rig.Prepare(2);
        StateRig.Send(stream, 0, 1);
        await rig.ReturnedAsync(1, _limit.Token);
        while ((await rig.System.ObserveAsync(_limit.Token)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _limit.Token);
        }

        StateRig.Send(stream, 1, 1);
        stream.Complete();
        var report = await stream.FinishAsync(_limit.Token);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldMatch(
            "^the state in the memory of instance [0-9]+-[0-9]+ was lost: [0-9]+-[0-9]+ went on without it$");
        rig.Outputs[1].ShouldNotBe(StationPackets.Answers("sta-lta", 2)[1]);
    }

    /// <summary>Behind the gateway.</summary>
    private static int RedisOf(Deployment deployment) => deployment.ControlProcessIds[1];

    private static void Signal(string name, int processId)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{processId}"]);
        kill.WaitForExit();
    }
}
