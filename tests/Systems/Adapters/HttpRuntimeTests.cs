using System.Diagnostics;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Eval.Tests.Systems.Faas;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Adapters;

/// <summary>Goal: whole streams through the real functions-framework and the real workerd, and the ways in which they
/// end early.</summary>
public sealed class HttpRuntimeTests : IDisposable
{
    private const int Events = 20;
    private static readonly TimeSpan Patient = TimeSpan.FromSeconds(60);

    private readonly string _workspace = Directory.CreateTempSubdirectory("js").FullName;
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_workspace, recursive: true);

    [Theory]
    [InlineData("functions-framework", true)]
    [InlineData("workerd", false)]
    public async Task A_stream_comes_back_grey_from_a_process_of_its_own(string kind, bool hasProbe)
    {
        await using var system = SystemOf(kind);
        var deployment = await system.DeployAsync(_cancellation);
        var observer = new RecordingObserver();
        var beforeNs = MonotonicClock.NowNs;

        var report = await Streams.RunAsync(system, observer, Events, Patient);

        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        Streams.ShouldAllBeGrey(observer.Outputs, Events);
        system.Traits.StampsInFunction.ShouldBe(hasProbe);
        report.Trailers.Count.ShouldBe(hasProbe ? 1 : 0);
        foreach (var record in report.Trailers.SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span)))
        {
            (record.Deliveries, record.Outputs).ShouldBe((1, 1));
            record.ReceivedNs.ShouldBeGreaterThan(beforeNs, "Node's clock is ours");
            record.ProcessedNs.ShouldBeInRange(record.ReceivedNs, MonotonicClock.NowNs);
        }

        report.Marks.Select(mark => mark.Phase).ShouldBe(Enum.GetValues<Phase>());
        report.Marks.Select(mark => mark.EndNs).ShouldBeInOrder();
        var instance = report.Instances.ShouldHaveSingleItem();
        instance.StartedNs.ShouldBeGreaterThan(beforeNs);
        instance.Executable.ShouldBe(deployment.HostExecutable);
        deployment.Components.Values.ShouldAllBe(version => version.Length > 0);
        ProcessTable.Find(instance.ProcessId!.Value).ShouldBeNull();
        Directory.GetFileSystemEntries(_workspace).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("functions-framework")]
    [InlineData("workerd")]
    public async Task A_runtime_that_is_killed_in_mid_stream_gives_failed_with_its_reason(string kind)
    {
        await using var system = SystemOf(kind);
        await system.DeployAsync(_cancellation);
        var observer = new RecordingObserver();
        await using var stream = system.Prepare(new StreamRequest("s", 2, Streams.FrameBytes), observer);
        stream.Send(new StreamEvent(0, Streams.Frame(0)));
        while (observer.Outputs.IsEmpty)
        {
            await Task.Delay(5, _cancellation);
        }

        var instance = (await system.ObserveAsync(_cancellation)).ShouldHaveSingleItem();
        using (var process = Process.GetProcessById(instance.ProcessId!.Value))
        {
            process.Kill();
        }

        stream.Send(new StreamEvent(1, Streams.Frame(1)));
        stream.Complete();
        var report = await stream.FinishAsync(_cancellation).WaitAsync(Patient, _cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Failed);
        report.Reason.ShouldNotBeNull().ShouldContain("the runtime ended: killed by signal 9");
        (await system.ObserveAsync(_cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("functions-framework")]
    [InlineData("workerd")]
    public async Task The_deadline_ends_a_runtime_that_is_still_coming_up(string kind)
    {
        await using var system = SystemOf(kind);
        await system.DeployAsync(_cancellation);
        await using var stream = system.Prepare(
            new StreamRequest("s", 2, Streams.FrameBytes), new RecordingObserver());
        stream.Send(new StreamEvent(0, Streams.Frame(0)));

        var report = await stream.FinishAsync(new CancellationToken(canceled: true)).WaitAsync(Patient, _cancellation);

        report.Outcome.ShouldBe(StreamOutcome.Cancelled);
        (await system.ObserveAsync(_cancellation)).ShouldBeEmpty();
        Directory.GetFileSystemEntries(_workspace).ShouldBeEmpty();
    }

    private ISystemUnderTest SystemOf(string kind)
    {
        RealPart.Require("node", "nodejs");
        RealPart.Require("npm", "npm");
        return Streams.SystemOf(kind, _workspace);
    }
}
