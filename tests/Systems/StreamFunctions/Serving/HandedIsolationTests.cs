using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: an instance in a box of bubblewrap that was handed its producer's connection can do no more than one
/// without. Method: the probe of IsolationTests as a stream function, behind a real control plane.</summary>
public sealed class HandedIsolationTests
{
    [Fact]
    public async Task From_inside_every_protection_is_seen_and_two_descriptors_are_there()
    {
        using var plane = Start("facts");
        var lines = await LinesAsync(plane);

        ProbeFacts.ShouldBeHardened(lines);
        lines.Where(line => line.StartsWith("descriptor ", StringComparison.Ordinal))
            .ShouldBe(["descriptor 3", "descriptor 4"], "its control connection and its producer's");
        await FaultTests.NothingLeftAsync(plane);
    }

    [Fact]
    public async Task Every_forbidden_act_is_refused()
    {
        using var plane = Start("acts", $"{Environment.ProcessId}");

        ProbeFacts.ShouldBeRefused(await LinesAsync(plane));
        await FaultTests.NothingLeftAsync(plane);
    }

    /// <summary>The thief knows the process numbers and every name; its victim's stream goes on meanwhile.</summary>
    [Fact]
    public async Task It_reaches_no_other_instance_and_no_control_plane_beyond_its_own_descriptors()
    {
        using var plane = Start("sleep");
        using var victim = plane.Stream("victim", function: "probe");
        victim.Send(0, 1);
        await TestPlane.UntilAsync(
            () => plane.Plane.Instances is [{ State: StreamState.Running, ProcessId: > 0 }]);
        var target = plane.Plane.Instances[0].ProcessId;
        var door = $"{plane.SocketPath}.probe";
        await plane.Plane.DeployAsync(
            Function("thief", "reach", $"{target}", $"{Environment.ProcessId}", plane.SocketPath, door),
            TestContext.Current.CancellationToken);
        var lines = await LinesAsync(plane, "thief");

        lines.Length.ShouldBe(11);
        lines[..10].ShouldAllBe(line => line.StartsWith("refused "));
        lines[10].ShouldBe("sockets 0");
        plane.Plane.Instances.ShouldHaveSingleItem().ProcessId.ShouldBe(target);
        victim.Client.Cancel();
        (await victim.EndAsync()).Outcome.ShouldBe(EndKind.Cancelled);
        await FaultTests.NothingLeftAsync(plane);
    }

    private static TestPlane Start(params string[] mode)
    {
        RealPart.Require("bwrap", "bubblewrap");
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("limits need cgroups, which need root");
        }

        return new TestPlane(null, Function("probe", mode));
    }

    private static FunctionDeployment Function(string name, params string[] mode) => new()
    {
        Name = name,
        Stages = [new FunctionStage(ProbeProgram.Path, [$"stream-{mode[0]}", .. mode[1..]])],
        Isolation = Isolation.Bubblewrap,
        Limits = Box.Limits,
        Buffer = new BufferPolicy { At = BufferPlace.Instance },
        Deadlines = new StreamDeadlines { Start = TimeSpan.FromSeconds(20) },
    };

    /// <summary>What the probe told: it ends without a word on its stream, so that the report quotes it.</summary>
    private static async Task<string[]> LinesAsync(TestPlane plane, string function = "probe")
    {
        const string Before = "exited with code 0: ";
        using var stream = plane.Stream($"of-{function}", function: function);
        stream.Send(0, 1);
        var end = await stream.EndAsync();
        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, EndCode.InstanceDied), end.Reason);
        var at = end.Reason!.IndexOf(Before, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, end.Reason);
        return end.Reason[(at + Before.Length)..].Split('\n');
    }
}
