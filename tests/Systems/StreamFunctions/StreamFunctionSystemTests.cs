using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.StreamFunctions;

/// <summary>Goal: the adapter keeps the port's promises. Method: the whole system as a run uses it, control plane in
/// its own process.</summary>
public sealed class StreamFunctionSystemTests(InstanceHostFixture fixture) : IClassFixture<InstanceHostFixture>
{
    [Fact]
    public async Task A_trial_is_cold_before_right_during_and_cold_after()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("eval");
        int control;
        await using (var system = new StreamFunctionSystem(Configuration(folder.FullName)))
        {
            var deployment = await system.DeployAsync(cancellation);
            control = deployment.ControlProcessIds.ShouldHaveSingleItem();
            (await system.ObserveAsync(cancellation)).ShouldBeEmpty();

            var outputs = new List<(long Sequence, byte First)>();
            await using var stream = system.Prepare(
                new StreamRequest("trial-1", 3, 3), new Recorder(output =>
                    outputs.Add((output.Sequence, output.Payload.Span[0]))));
            var t0Ns = MonotonicClock.NowNs;
            for (var i = 0; i < 3; i++)
            {
                stream.Send(new StreamEvent(i, new byte[] { (byte)i, (byte)(i + 3), (byte)(i + 6) }));
            }

            stream.Complete();
            var report = await stream.FinishAsync(cancellation);

            report.Reason.ShouldBeNull();
            report.Outcome.ShouldBe(StreamOutcome.Completed);
            outputs.ShouldBe([(0, 3), (1, 4), (2, 5)]);
            (report.Requests, report.BytesIn, report.BytesOut).ShouldBe((3, 9, 9));
            report.Marks.Select(mark => mark.Phase).ShouldBe(Enum.GetValues<Phase>());
            report.Marks.ShouldAllBe(mark => mark.EndNs > t0Ns);
            var instance = report.Instances.ShouldHaveSingleItem();
            (instance.ParentProcessId, instance.Executable).ShouldBe((control, deployment.HostExecutable));
            instance.StartedNs.ShouldBeGreaterThan(t0Ns);
            ProbeLog.Decode(report.Trailers.ShouldHaveSingleItem().Bytes.Span).Count.ShouldBe(3);
            (await system.ObserveAsync(cancellation)).ShouldBeEmpty();
            ProcessTable.Descendants(control).ShouldBeEmpty();
        }

        ProcessTable.Find(control).ShouldBeNull();
        folder.Delete(recursive: true);
    }

    private SystemConfiguration Configuration(string workspace) => new()
    {
        Name = "stream-function",
        Function = "grayscale",
        Build = "jit",
        Workspace = workspace,
        Hosts = fixture.Hosts,
        Options = new Dictionary<string, string> { ["bufferEvents"] = "1024", ["bufferBytes"] = "67108864" },
    };

    private sealed class Recorder(Action<StreamEvent> returned) : IStreamObserver
    {
        public void Sent(long sequence, long nowNs)
        {
        }

        public void Returned(StreamEvent output, long nowNs) => returned(output);
    }
}
