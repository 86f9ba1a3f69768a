using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: an exit code or an error means what PROTOCOL.md says where that applies, and nothing elsewhere.
/// Method: programs that end with a code, or say an error, before or after their hello.</summary>
[Collection("Instances of this process")]
public sealed class EndCodeTests
{
    private static readonly BufferPolicy Inside = new() { Kind = BufferKind.Nats, At = BufferPlace.Instance };

    [Theory]
    [InlineData(6, false, false, EndCode.StartFailed)]
    [InlineData(6, true, false, EndCode.InstanceDied)]
    [InlineData(6, true, true, EndCode.InstanceDied)]
    [InlineData(7, false, false, EndCode.StartFailed)]
    [InlineData(7, true, false, EndCode.InstanceDied)]
    [InlineData(7, true, true, EndCode.BufferLost)]
    public async Task Only_an_instance_with_a_server_of_its_own_loses_events(
        int exitCode, bool saysHello, bool hasServer, EndCode due)
    {
        using var plane = new TestPlane(
            null, ShellFunction.Ending(exitCode, saysHello, hasServer ? Inside : new BufferPolicy()));
        using var stream = plane.Stream("ending");
        stream.Send(0, 1);
        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, due), end.Reason);
        end.Reason.ShouldNotBeNull().ShouldContain("broke off");
    }

    [Theory]
    [InlineData("not started: no such user", EndCode.StartFailed, "the instance was not started: no such user")]
    [InlineData("was not started", EndCode.FunctionFailed, "the function failed: was not started")]
    public async Task A_host_that_refuses_to_start_ran_no_function(string error, EndCode due, string reason)
    {
        using var plane = new TestPlane(null, ShellFunction.Failing(error, exitCode: 3));
        using var stream = plane.Stream("refusing");
        stream.Send(0, 1);
        var end = await stream.EndAsync();

        (end.Outcome, end.Code, end.Reason).ShouldBe((EndKind.Failed, due, reason));
    }
}
