using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Faas;

/// <summary>Goal: what the platform can never take is refused with the numbers, before any event exists.</summary>
public sealed class FaasFitTests
{
    private const int FrameBytes = 57_600;

    [Fact]
    public async Task A_batch_above_the_limit_of_bodies_is_refused()
    {
        await using var system = new BatchSystem(Configuration([]));
        var refusal = Should.Throw<StreamRefusedException>(() => Prepare(system, events: 5_000));
        refusal.Message.ShouldBe(
            "a batch of 5000 events makes a body of 288075000 bytes; the platform takes at most 268435456");
    }

    [Fact]
    public async Task A_batch_above_the_limit_of_memory_is_refused()
    {
        await using var system = new BatchSystem(Configuration(new() { ["limits.memory"] = "16777216" }));
        var refusal = Should.Throw<StreamRefusedException>(() => Prepare(system, events: 300));
        refusal.Message.ShouldBe(
            "a batch of 300 events makes a body of 17284500 bytes, which an instance has to hold; its limit of memory"
            + " is 16777216");
    }

    [Fact]
    public async Task A_limit_of_memory_that_is_switched_off_refuses_nothing()
    {
        await using var system = new BatchSystem(Configuration(
            new() { ["limits.memory"] = "16777216", ["hardening.limits"] = "false" }));
        Should.Throw<InvalidOperationException>(() => Prepare(system, events: 300))
            .Message.ShouldBe("the platform is not deployed");
    }

    [Fact]
    public async Task An_event_above_the_limit_of_bodies_is_refused()
    {
        await using var system = new FaasSystem(Configuration([]));
        Should.Throw<StreamRefusedException>(
                () => system.Prepare(new StreamRequest("s", 1, 16_777_217), new RecordingObserver()))
            .Message.ShouldBe("an event makes a body of 16777217 bytes; the platform takes at most 16777216");
    }

    /// <summary>The function's state needs all events, so that the last request brings the whole stream.</summary>
    [Fact]
    public async Task A_stream_whose_events_sent_again_outgrow_a_body_is_refused()
    {
        await using var system = new FaasSystem(
            Configuration(new() { ["state"] = "replay" }) with { Function = "background" });
        var refusal = Should.Throw<StreamRefusedException>(() => system.Prepare(
            new StreamRequest("s", 300, FrameBytes) { PayloadBytes = 300L * FrameBytes }, new RecordingObserver()));
        refusal.Message.ShouldBe(
            "a replay of 300 events makes a body of 17284500 bytes; the platform takes at most 16777216");
    }

    /// <summary>It needs the frame before each alone.</summary>
    [Fact]
    public async Task A_bounded_window_fits_however_long_the_stream_is()
    {
        await using var system = new FaasSystem(
            Configuration(new() { ["state"] = "replay" }) with { Function = "motion" });
        Should.Throw<InvalidOperationException>(() => system.Prepare(
                new StreamRequest("s", 1_000_000, FrameBytes), new RecordingObserver()))
            .Message.ShouldBe("the platform is not deployed");
    }

    [Fact]
    public void A_state_without_bytes_of_its_own_cannot_go_to_redis_and_those_that_can_are_named()
    {
        var counting = StepDefinition.Of(
            "counting", "counts", isStateful: true, _ => new List<int>(), (input, _) => [input]);
        var refusal = Should.Throw<SystemUnavailableException>(() => FaasFit.RequirePortable(counting)).Message;
        refusal.ShouldContain("'counting' does not describe its bytes");
        refusal.ShouldContain("river-stage, scene-cut, sta-lta, sta-lta-classic, trigger");
        FaasFit.RequirePortable(FunctionCatalog.Find("sta-lta"));
    }

    [Fact]
    public void A_function_that_needs_earlier_events_is_refused()
    {
        var counting = StepDefinition.Of(
            "counting", "counts", isStateful: true, _ => new List<int>(), (input, _) => [input]);
        Should.Throw<SystemUnavailableException>(() => FaasFit.RequireStateless(counting))
            .Message.ShouldContain("'counting' needs the events before each");
        FaasFit.RequireStateless("grayscale");
    }

    [Fact]
    public async Task More_instances_at_least_than_at_most_are_told_at_deployment()
    {
        await using var system = new FaasSystem(Configuration(
            new() { ["start"] = "warm", ["minInstances"] = "3", ["maxInstances"] = "2" }));
        (await Should.ThrowAsync<SystemUnavailableException>(() => system.DeployAsync(CancellationToken.None)))
            .Message.ShouldBe("minInstances: 3 is more than maxInstances: 2");
    }

    private static void Prepare(BatchSystem system, int events) => system.Prepare(
        new StreamRequest("s", events, FrameBytes) { PayloadBytes = (long)events * FrameBytes },
        new RecordingObserver());

    private static SystemConfiguration Configuration(Dictionary<string, string> options) => new()
    {
        Name = "batch",
        Options = options,
        Function = "grayscale",
        Workspace = Path.GetTempPath(),
        Hosts = new PlainHosts(),
    };
}
