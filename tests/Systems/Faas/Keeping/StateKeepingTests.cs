using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas.Keeping;

/// <summary>Goal: a stateful function on the real platform gives what it gives without one, wherever its state is, and
/// what that takes is counted.</summary>
public sealed class StateKeepingTests : IDisposable
{
    private const int Events = 24;

    private readonly CancellationTokenSource _limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    public StateKeepingTests() => _limit.CancelAfter(TimeSpan.FromMinutes(2));

    public void Dispose() => _limit.Dispose();

    [Theory]
    [InlineData("sticky", "sta-lta", Events)]
    [InlineData("redis", "sta-lta", 3 * Events)]
    [InlineData("redis", "sta-lta-classic", 3 * Events)]
    [InlineData("replay", "sta-lta", Events)]
    public async Task One_instance_gives_the_functions_own_answers(string state, string function, int requests)
    {
        await using var rig = new StateRig(state, function);
        var deployment = await rig.System.DeployAsync(_limit.Token);

        var report = await rig.RunAsync(Events, _limit.Token);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        rig.Outputs.ShouldBe(StationPackets.Answers(function, Events));
        report.Requests.ShouldBe(requests);
        ProbeLog.Decode(report.Trailers.ShouldHaveSingleItem().Bytes.Span)
            .ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1 && record.ProcessedNs > 0);
        deployment.Facts["state"].ShouldNotBeNullOrEmpty();
        ProcessTable.Descendants(deployment.ControlProcessIds[0]).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sent_again_and_what_goes_to_redis_is_counted_in_bytes()
    {
        const int Outputs = Events * (20 + (20 * sizeof(double)));
        await using (var sticky = new StateRig("sticky"))
        {
            await sticky.System.DeployAsync(_limit.Token);
            var report = await sticky.RunAsync(Events, _limit.Token);
            (report.BytesIn, report.BytesOut).ShouldBe((Events * StationPackets.Length, Outputs));
        }

        await using (var replay = new StateRig("replay"))
        {
            await replay.System.DeployAsync(_limit.Token);
            var report = await replay.RunAsync(Events, _limit.Token);
            report.BytesIn.ShouldBe(Events * (Events + 1) / 2 * StationPackets.Length);
            report.BytesOut.ShouldBe(Outputs);
        }

        // One station: a count; its number, two spans and the next sample; one component of three numbers.
        const int State = 4 + 4 + 4 + 4 + 8 + 4 + (3 * 8);
        await using var redis = new StateRig("redis");
        await redis.System.DeployAsync(_limit.Token);
        var stored = await redis.RunAsync(Events, _limit.Token);
        stored.BytesIn.ShouldBe((Events * StationPackets.Length) + ((Events - 1) * State));
        stored.BytesOut.ShouldBe(Outputs + (Events * State));
    }

    /// <summary>Events that overtake each other find a state that others have changed: each is taken in once, in the
    /// order in which they come. Where the producer sends the earlier events along there is nothing to overtake.
    /// </summary>
    [Fact]
    public async Task Four_instances_lose_no_event_and_where_events_are_sent_again_no_order_either()
    {
        const int Many = 120;
        await using (var replay = new StateRig("replay", instances: 4))
        {
            await replay.System.DeployAsync(_limit.Token);
            var report = await replay.RunAsync(Many, _limit.Token, atOnce: true);
            report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
            report.Instances.Count.ShouldBeGreaterThan(1);
            replay.Outputs.ShouldBe(StationPackets.Answers("sta-lta", Many));
        }

        await using var redis = new StateRig("redis", instances: 4);
        await redis.System.DeployAsync(_limit.Token);
        var stored = await redis.RunAsync(Many, _limit.Token, atOnce: true);
        stored.Outcome.ShouldBe(StreamOutcome.Completed, stored.Reason);
        stored.Instances.Count.ShouldBeGreaterThan(1);
        redis.Outputs.Count.ShouldBe(Many);

        // One more each time that another instance came between; whether one does is chance.
        stored.Requests!.Value.ShouldBeGreaterThanOrEqualTo(3 * Many);
    }
}
