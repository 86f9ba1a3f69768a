using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>
/// One suite for every system: a stream of frames that are all distinct, drawn from a new seed at each run, is sent
/// through it, and what came back and what is left is looked at from outside.
/// </summary>
public sealed class ConformanceTests(ObservedStreams streams, ContainerEngine engine)
    : IClassFixture<ObservedStreams>
{
    private const int Events = Streaming.Events;

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public async Task A_stream_comes_back_whole_right_and_in_order(string kind)
    {
        var stream = await streams.OfAsync(kind, engine, _cancellation);
        var run = stream.Run;

        run.Report.Outcome.ShouldBe(StreamOutcome.Completed, run.Report.Reason);
        var outputs = run.Collector.Outputs;
        outputs = stream.Traits.KeepsOrder ? outputs : [.. outputs.OrderBy(item => item.Sequence)];
        outputs.Select(item => item.Sequence).ToArray()
            .ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i).ToArray());
        for (var i = 0; i < Events; i++)
        {
            outputs[i].Payload.ShouldBe(Frames.Grey(run.Frames[i]), $"frame {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public async Task The_probe_saw_each_event_once_after_it_left_and_before_it_was_processed(string kind)
    {
        var stream = await streams.OfAsync(kind, engine, _cancellation);
        var run = stream.Run;
        run.Collector.SentCount.ShouldBe(Events);
        run.Collector.SentNs(0).ShouldBeGreaterThanOrEqualTo(run.EarliestNs);
        if (!stream.Traits.StampsInFunction)
        {
            run.Report.Trailers.ShouldBeEmpty("stamps of the boundary are all that there is");
            return;
        }

        var stages = run.Report.Trailers.GroupBy(
            trailer => trailer.Stage, trailer => ProbeLog.Decode(trailer.Bytes.Span)).ToArray();
        stages.Select(stage => stage.Key).Order().ShouldBe(Enumerable.Range(0, stream.Variant.Stages));
        foreach (var stage in stages)
        {
            stage.SelectMany(records => records).Select(record => record.Sequence).Order().ToArray()
                .ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i).ToArray());
        }

        var records = stages.SelectMany(stage => stage).SelectMany(log => log).ToArray();
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        records.ShouldAllBe(record => record.ReceivedNs >= run.Collector.SentNs(record.Sequence));
        records.ShouldAllBe(record => record.ProcessedNs >= record.ReceivedNs);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithColdInstances), MemberType = typeof(Kinds))]
    public async Task The_phases_that_the_system_saw_are_in_order_and_its_use_is_told(string kind)
    {
        var stream = await streams.OfAsync(kind, engine, _cancellation);
        var run = stream.Run;

        var marks = run.Report.Marks.GroupBy(mark => mark.Phase)
            .ToDictionary(same => same.Key, same => same.Min(mark => mark.EndNs));

        // Of a workflow the marks are those of the last function to get there.
        var received = run.Report.Trailers.Where(trailer => trailer.Stage == stream.Variant.Stages - 1)
            .SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span)).ToArray();
        long[] life =
        [
            run.EarliestNs, marks[Phase.Admit], marks[Phase.Sandbox], marks[Phase.Runtime], marks[Phase.Connect],
            .. received.Select(record => record.ReceivedNs).Order().Take(1), marks[Phase.Teardown],
        ];
        life.ShouldBe(life.Order().ToArray());
        received.ShouldAllBe(record => record.ProcessedNs <= marks[Phase.Teardown]);
        var lifetimes = run.Report.Instances.Sum(instance => (marks[Phase.Teardown] - instance.StartedNs) / 1e9);
        run.Report.Resources.InstanceSeconds.ShouldNotBeNull().ShouldBeInRange(lifetimes * 0.8, lifetimes * 1.05);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithColdInstances), MemberType = typeof(Kinds))]
    public async Task Who_answered_is_a_process_of_the_system_started_after_the_first_event(string kind)
    {
        var stream = await streams.OfAsync(kind, engine, _cancellation);
        var (run, deployment) = (stream.Run, stream.Deployment);
        int[] controls = [.. deployment.ControlProcessIds, Environment.ProcessId];
        stream.InstancesBefore.ShouldBe(0);

        var functions = run.Report.Instances.Where(instance => instance.Role == "function").ToArray();
        functions.Length.ShouldBeGreaterThanOrEqualTo(stream.Variant.Stages);
        functions.ShouldAllBe(instance => instance.StartedNs >= run.EarliestNs);
        functions.ShouldAllBe(instance => instance.Executable == deployment.HostExecutable);

        // Those that a system starts for more load may come after the look at the processes.
        var told = run.Report.Instances.Select(instance => instance.ProcessId).ToHashSet();
        stream.Hosts.ShouldNotBeEmpty();
        stream.Hosts.ShouldAllBe(process => told.Contains(process.ProcessId));
        foreach (var instance in functions)
        {
            controls.ShouldNotContain(instance.ProcessId!.Value);
            var process = stream.Hosts.SingleOrDefault(entry => entry.ProcessId == instance.ProcessId);
            if (process is null && stream.Variant.Scales)
            {
                continue;
            }

            process.ShouldNotBeNull();
            var parent = stream.Others.FirstOrDefault(entry => entry.ProcessId == process.ParentProcessId);
            int[] ancestors = [process.ParentProcessId, parent?.ParentProcessId ?? process.ParentProcessId];

            // A container's processes are its engine's.
            ancestors.Intersect(controls).Any().ShouldBe(deployment.InstancesAreDescendants);
            controls.Contains(instance.ParentProcessId!.Value).ShouldBe(
                deployment.InstancesAreDescendants || stream.Variant.Kind == "stream-function");
        }

        run.Report.Trailers.Select(trailer => trailer.InstanceId).ShouldBeSubsetOf(
            functions.Select(instance => instance.InstanceId));
        run.Report.Instances.Select(instance => instance.ProcessId).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public async Task Nothing_is_left_of_a_stream_nor_of_the_system(string kind)
    {
        var before = OwnProcesses.Numbers(engine);
        await using (var rig = await Rig.DeployAsync(kind, engine, _cancellation))
        {
            await Streaming.RunAsync(rig, () => { }, _cancellation);
            var first = await Footprint.SettledAsync(rig, engine, _cancellation);
            await Streaming.RunAsync(rig, () => { }, _cancellation);

            (await rig.System.ObserveAsync(_cancellation)).Count.ShouldBe(rig.Deployment.ParkedInstances);
            (await Settling.HoldsAsync(
                () => Footprint.Of(rig, engine).IsWithin(first, rig.Variant.UsesDocker), _cancellation))
                .ShouldBeTrue($"{first} became {Footprint.Of(rig, engine)}");
            (await OwnProcesses.InstancesAsync(rig, engine)).ShouldBe(rig.Deployment.ParkedInstances);
            await rig.System.DisposeAsync();
            Directory.GetFileSystemEntries(rig.Workspace).ShouldBeEmpty();
        }

        OwnProcesses.Numbers(engine).ShouldBe(before);
        (engine.ProcessId is null ? 0 : await engine.CountAsync("eval-harness")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithInstances), MemberType = typeof(Kinds))]
    public async Task A_stream_that_is_cut_short_is_reported_and_leaves_nothing(string kind)
    {
        var cut = (await streams.OfAsync(kind, engine, _cancellation)).Cut.ShouldNotBeNull();

        cut.Report.Outcome.ShouldBeOneOf(StreamOutcome.Cancelled, StreamOutcome.Failed);
        cut.InstancesAfter.ShouldBe(cut.Parked, "an instance outlived its stream");
    }
}
