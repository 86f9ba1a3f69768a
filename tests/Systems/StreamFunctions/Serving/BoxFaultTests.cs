using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Sandboxes.Probing;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: a function that attacks its machine fails its own stream, with the reason, and nothing else. Method:
/// a static program in real boxes of bubblewrap, behind a control plane, beside a stream that goes on.</summary>
public sealed class BoxFaultTests
{
    public static TheoryData<BufferPlace, string, EndCode> Attacks { get; } = new()
    {
        { BufferPlace.Host, "memory", EndCode.OutOfMemory },
        { BufferPlace.Host, "forks", EndCode.EventTooLong },
        { BufferPlace.Host, "output", EndCode.InstanceDied },
    };

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_attack_from_inside_a_box_fails_its_own_stream_only(BufferPlace at, string how, EndCode code)
    {
        RealPart.Require("bwrap", "bubblewrap");
        if (!Environment.IsPrivilegedProcess)
        {
            RealPart.Miss("limits need cgroups, which need root");
        }

        using var plane = new TestPlane(null, Box(at, how), TestPlane.Function(Isolation.Process, name: "other"));
        using var other = plane.Stream("other", function: "other");
        other.Send(0, 7);
        await other.FirstOutputAsync();
        using var stream = plane.Stream(how, function: "attack");
        for (var i = 0; i < 200; i++)
        {
            stream.Send(i, new byte[5_000]);
        }

        var end = await stream.EndAsync();
        other.Send(1, 7);
        other.Client.Complete();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, code), end.Reason);
        end.Reason!.Length.ShouldBeLessThan(8_192, "what it wrote is bounded");
        (await other.EndAsync()).Outcome.ShouldBe(EndKind.Completed);
        other.Outputs.Count.ShouldBe(2);
        await FaultTests.NothingLeftAsync(plane);
        ProcessTable.Snapshot().ShouldNotContain(process => process.Executable.EndsWith("eval-function"));
    }

    private static FunctionDeployment Box(BufferPlace at, string how) => new()
    {
        Name = "attack",
        Stages = [new FunctionStage(ProbeProgram.Function, [how, $"{Scale.Of(1_000) * 1_000_000L}"])],
        Isolation = Isolation.Bubblewrap,
        Limits = new SandboxLimits { MemoryBytes = 32 << 20, Processes = 20 },
        Buffer = new BufferPolicy { At = at },
        Deadlines = new StreamDeadlines
        {
            Start = TimeSpan.FromSeconds(20), PerEvent = TimeSpan.FromSeconds(how == "forks" ? 2 : 40),
        },
    };
}
