using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Lifecycle;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions.Serving;

/// <summary>Goal: A → B → C gives what its functions composed give, by an instance each that all end with the stream.
/// Method: real processes, and threads, against the composition in the test.</summary>
public sealed class WorkflowTests
{
    [Theory]
    [InlineData(Isolation.Process, 1, 1, 1)]
    [InlineData(Isolation.Process, 1, 0, 3)]
    [InlineData(Isolation.Process, 3, 1, 3)]
    [InlineData(Isolation.InProcess, 3, 3, 1)]
    public async Task A_workflow_gives_what_its_functions_composed_give(Isolation isolation, params int[] times)
    {
        const int Events = 40;
        using var plane = new TestPlane(null, Of(isolation, [.. times.Select(each => $"{each}")]));
        using var stream = plane.Stream("composed");
        stream.Send(0, 0, 9);
        await TestPlane.UntilAsync(() => plane.Plane.Instances.Count == 3);
        for (var i = 1; i < Events; i++)
        {
            stream.Send(i, (byte)i, 9);
        }

        stream.Client.Complete();
        var end = await stream.EndAsync();

        var due = Enumerable.Range(0, Events).SelectMany(i => times.Aggregate(
            (IEnumerable<byte[]>)[[(byte)i, 9]],
            (inputs, count) => inputs.SelectMany(
                input => Enumerable.Range(0, count).Select(time => (byte[])[.. input, (byte)time])))).ToList();
        end.Outcome.ShouldBe(EndKind.Completed, end.Reason);
        stream.Outputs.Select(output => Convert.ToHexString(output.Payload.Span))
            .ShouldBe(due.Select(payload => Convert.ToHexString(payload)));
        stream.Outputs.Select(output => output.Sequence).ShouldBe(due.Select(payload => (long)payload[0]));
        end.Stages.Select(stage => stage.Instance!.InstanceId).Distinct().Count().ShouldBe(3);
        await OneSecondLaterAsync(plane);
    }

    [Theory]
    [InlineData(Isolation.Process, "throw-mid", EndCode.FunctionFailed)]
    [InlineData(Isolation.InProcess, "throw-mid", EndCode.FunctionFailed)]
    [InlineData(Isolation.Process, "spin", EndCode.EventTooLong)]
    public async Task A_failure_in_the_middle_is_one_failed_outcome_and_the_others_stop(
        Isolation isolation, string fault, EndCode code)
    {
        var workflow = Of(isolation, "1", "1", "1");
        using var plane = new TestPlane(null, workflow with
        {
            Stages =
            [
                workflow.Stages[0] with { Arguments = ["faulty", "1", "sound"] },
                workflow.Stages[1],
                workflow.Stages[2] with { Arguments = ["faulty", "1", "sound"] },
            ],
            Deadlines = workflow.Deadlines with { PerEvent = TimeSpan.FromSeconds(2) },
        });
        using var stream = plane.Stream("broken", fault, at: 3);
        for (var i = 0; i < 200; i++)
        {
            stream.Send(i, new byte[5_000]);
        }

        var end = await stream.EndAsync();

        (end.Outcome, end.Code).ShouldBe((EndKind.Failed, code), end.Reason);
        end.Reason.ShouldNotBeNull().ShouldStartWith("stage 1: ");
        stream.Outputs.Select(output => output.Sequence).ShouldBe(
            Enumerable.Range(0, stream.Outputs.Count).Select(i => (long)i));
        end.Stages.ShouldAllBe(
            stage => stage.EventsReceived == stage.EventsHanded + stage.EventsDropped + stage.EventsWaiting);
        await OneSecondLaterAsync(plane);
        plane.Plane.Metrics.EndedByOutcome[EndKind.Failed].ShouldBe(1);
    }

    private static FunctionDeployment Of(Isolation isolation, params string[] times)
    {
        var plain = TestPlane.Function(isolation, name: "workflow");
        return plain with
        {
            Stages = [.. times.Select(each => plain.Stages[0] with { Arguments = ["faulty", each] })],
        };
    }

    private static async Task OneSecondLaterAsync(TestPlane plane)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        plane.Plane.Metrics.Instances.ShouldBe(0);
        plane.Processes.ShouldBeEmpty();
    }
}
