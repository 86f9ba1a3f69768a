using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: what cannot work together is refused when it is deployed, with the reason, and what nothing enforces
/// is told.</summary>
public sealed class DeploymentCheckTests
{
    private static readonly OutputPolicy Dropped = new() { IsDropped = true };

    [Fact]
    public void In_process_there_is_no_server_inside_the_instance() => Refusal(
        TestPlane.Function(Isolation.InProcess) with
        {
            Buffer = new BufferPolicy { Kind = BufferKind.Nats, At = BufferPlace.Instance },
        }).ShouldBe("what runs in process has no NATS server of its own");

    [Fact]
    public void An_instance_with_the_connection_drops_nothing() => Refusal(
        TestPlane.Function(Isolation.Process, BufferPlace.Instance) with { Output = Dropped })
        .ShouldBe("an instance that was handed the connection answers on it alone");

    [Fact]
    public void Dropped_outputs_have_no_subject() => Refusal(
        TestPlane.Function(Isolation.InProcess) with
        {
            Output = Dropped with { NatsAddress = "127.0.0.1:9", NatsSubject = "a" },
        }).ShouldBe("outputs that are dropped go to no NATS subject");

    [Fact]
    public void Every_mistake_is_told_at_once() => Refusal(
        TestPlane.Function(Isolation.InProcess, pool: new PoolPolicy { Size = 0 }) with
        {
            Buffer = new BufferPolicy { Events = 0 },
        }).ShouldBe(
            "faulty: buffer.events is 0; 1 to 1048576 are allowed; "
            + "faulty: pool.size is 0; 1 to 1048576 are allowed");

    /// <summary>After the start, too: by the management API, or by code.</summary>
    [Fact]
    public async Task A_later_deployment_is_checked_as_one_of_the_start()
    {
        using var plane = new TestPlane();
        var function = TestPlane.Function(Isolation.InProcess, pool: new PoolPolicy());
        function = function with { Deadlines = function.Deadlines with { WallClock = TimeSpan.MaxValue } };

        var refusal = await Should.ThrowAsync<ArgumentException>(
            () => plane.Plane.DeployAsync(function, TestContext.Current.CancellationToken));

        refusal.Message.ShouldContain("deadlines.wallClock is 10675199.02:48:05.4775807; ");
        refusal.Message.ShouldEndWith("; what runs in process is not parked");
        plane.Plane.Functions.ShouldBeEmpty();
    }

    [Fact]
    public void A_server_that_does_not_answer_is_told_at_once() => Refusal(
        TestPlane.Function(Isolation.InProcess) with
        {
            Buffer = new BufferPolicy { Kind = BufferKind.Nats, NatsAddress = "127.0.0.1:9" },
        }).ShouldContain("no NATS server answers at 127.0.0.1:9");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_protects_nothing_is_told(bool isHardened)
    {
        var hardening = new SandboxHardening { NoNewPrivileges = isHardened, Limits = isHardened };
        using var plane = new TestPlane(
            null, TestPlane.Function(Isolation.Process) with { Hardening = hardening });

        plane.Plane.Relaxed.ShouldContain("no isolation");
        plane.Plane.Relaxed.Contains("no-new-privileges").ShouldBe(!isHardened);
        ReadyLine.RelaxedIn($"/a/socket{ReadyLine.Relaxed(plane.Plane.Relaxed)}").ShouldBe(plane.Plane.Relaxed);
        ReadyLine.RelaxedIn("/a/socket").ShouldBeEmpty();
    }

    private static string Refusal(FunctionDeployment deployment) =>
        Should.Throw<ArgumentException>(() => new TestPlane(null, deployment).Dispose()).Message;
}
