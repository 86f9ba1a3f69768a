using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Shouldly;
using Xunit;

namespace Eval.Tests.Conformance;

/// <summary>
/// One suite for every system: a stream of frames that are all distinct, drawn from a new seed at each run, is sent
/// through it, and what came back and what is left is looked at from outside.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private const int Events = 30;
    private const long PeriodNs = 20_000_000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public async Task A_stream_comes_back_whole_right_and_in_order(string kind)
    {
        await using var rig = await Rig.DeployAsync(kind, _cancellation);
        var run = await StreamAsync(rig, () => { });

        run.Report.Outcome.ShouldBe(StreamOutcome.Completed, run.Report.Reason);
        var outputs = run.Collector.Outputs;
        outputs = rig.System.Traits.KeepsOrder ? outputs : [.. outputs.OrderBy(item => item.Sequence)];
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
        await using var rig = await Rig.DeployAsync(kind, _cancellation);
        var run = await StreamAsync(rig, () => { });

        var records = run.Report.Trailers.SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span)).ToArray();
        records.Select(record => record.Sequence).Order().ToArray()
            .ShouldBe(Enumerable.Range(0, Events).Select(i => (long)i).ToArray());
        records.ShouldAllBe(record => record.Deliveries == 1 && record.Outputs == 1);
        records.ShouldAllBe(record => record.ReceivedNs >= run.Collector.SentNs(record.Sequence));
        records.ShouldAllBe(record => record.ProcessedNs >= record.ReceivedNs);
        run.Collector.SentCount.ShouldBe(Events);
        run.Collector.SentNs(0).ShouldBeGreaterThanOrEqualTo(run.EarliestNs);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithColdInstances), MemberType = typeof(Kinds))]
    public async Task The_phases_that_the_system_saw_are_in_order_and_its_use_is_told(string kind)
    {
        await using var rig = await Rig.DeployAsync(kind, _cancellation);
        var run = await StreamAsync(rig, () => { });

        var marks = run.Report.Marks.GroupBy(mark => mark.Phase)
            .ToDictionary(same => same.Key, same => same.Min(mark => mark.EndNs));
        var received = run.Report.Trailers.SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span)).ToArray();
        long[] life =
        [
            run.EarliestNs, marks[Phase.Admit], marks[Phase.Sandbox], marks[Phase.Runtime], marks[Phase.Connect],
            received.Min(record => record.ReceivedNs), marks[Phase.Teardown],
        ];
        life.ShouldBe(life.Order().ToArray());
        life[^1].ShouldBeGreaterThanOrEqualTo(received.Max(record => record.ProcessedNs));
        var lifetimes = run.Report.Instances.Sum(instance => (marks[Phase.Teardown] - instance.StartedNs) / 1e9);
        run.Report.Resources.InstanceSeconds.ShouldNotBeNull().ShouldBeInRange(lifetimes * 0.8, lifetimes * 1.05);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithColdInstances), MemberType = typeof(Kinds))]
    public async Task Who_answered_is_a_process_of_the_system_started_after_the_first_event(string kind)
    {
        await using var rig = await Rig.DeployAsync(kind, _cancellation);
        (await rig.System.ObserveAsync(_cancellation)).ShouldBeEmpty();
        var seen = new List<ProcessEntry>();
        var run = await StreamAsync(rig, () => seen.AddRange(ProcessTable.Descendants(Environment.ProcessId)));

        var functions = run.Report.Instances.Where(instance => instance.Role == "function").ToArray();
        functions.ShouldNotBeEmpty();
        foreach (var instance in functions)
        {
            instance.StartedNs.ShouldBeGreaterThanOrEqualTo(run.EarliestNs);
            instance.Executable.ShouldBe(rig.Deployment.HostExecutable);
            rig.Deployment.ControlProcessIds.Append(Environment.ProcessId).ShouldNotContain(instance.ProcessId!.Value);
            var process = seen.SingleOrDefault(entry => entry.ProcessId == instance.ProcessId);
            process.ShouldNotBeNull();
            process.Executable.ShouldBe(rig.Deployment.HostExecutable);
            var parent = seen.FirstOrDefault(entry => entry.ProcessId == process.ParentProcessId);
            var ancestors = new[] { process.ParentProcessId, parent?.ParentProcessId ?? process.ParentProcessId };
            ancestors.ShouldContain(instance.ParentProcessId!.Value);
            rig.Deployment.ControlProcessIds.Append(Environment.ProcessId)
                .ShouldContain(instance.ParentProcessId.Value);
        }

        run.Report.Trailers.Select(trailer => trailer.InstanceId).ShouldBeSubsetOf(
            functions.Select(instance => instance.InstanceId));
        run.Report.Instances.Select(instance => instance.ProcessId).ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Kinds.All), MemberType = typeof(Kinds))]
    public async Task Nothing_is_left_of_a_stream_nor_of_the_system(string kind)
    {
        var before = string.Join(' ', ProcessTable.Descendants(Environment.ProcessId).Select(entry => entry.ProcessId));
        await using (var rig = await Rig.DeployAsync(kind, _cancellation))
        {
            await StreamAsync(rig, () => { });
            var first = Footprint.Of(rig);
            await StreamAsync(rig, () => { });

            (await rig.System.ObserveAsync(_cancellation)).Count.ShouldBe(rig.Deployment.ParkedInstances);
            await EventuallyAsync(() => Footprint.Of(rig) == first, () => $"{first} became {Footprint.Of(rig)}");
            ProcessTable.Descendants(Environment.ProcessId)
                .Count(entry => entry.Executable == rig.Deployment.HostExecutable)
                .ShouldBe(rig.Deployment.ParkedInstances);
            await rig.System.DisposeAsync();
            Directory.GetFileSystemEntries(rig.Workspace).ShouldBeEmpty();
        }

        var after = string.Join(' ', ProcessTable.Descendants(Environment.ProcessId).Select(entry => entry.ProcessId));
        after.ShouldBe(before);
    }

    [Theory]
    [MemberData(nameof(Kinds.WithInstances), MemberType = typeof(Kinds))]
    public async Task A_stream_that_is_cut_short_is_reported_and_leaves_nothing(string kind)
    {
        await using var rig = await Rig.DeployAsync(kind, _cancellation);
        var frames = Frames.Random(1, 1);
        await using var stream = rig.System.Prepare(
            new StreamRequest($"cut-{Guid.NewGuid():N}"[..20], Events, Frames.Length), new OutputCollector(() => { }));
        stream.Send(new StreamEvent(0, frames[0]));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        deadline.CancelAfter(TimeSpan.FromMilliseconds(500));

        var report = await stream.FinishAsync(deadline.Token).WaitAsync(Limit, _cancellation);

        report.Outcome.ShouldBeOneOf(StreamOutcome.Cancelled, StreamOutcome.Failed);
        await EventuallyAsync(
            () => ProcessTable.Descendants(Environment.ProcessId)
                .Count(entry => entry.Executable == rig.Deployment.HostExecutable) == rig.Deployment.ParkedInstances,
            () => "an instance outlived its stream");
    }

    private async Task<StreamRun> StreamAsync(Rig rig, Action atFirst)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var frames = Frames.Random(seed, Events);
        var collector = new OutputCollector(atFirst);
        var id = $"stream-{Guid.NewGuid():N}"[..20];
        await using var stream = rig.System.Prepare(new StreamRequest(id, Events, Frames.Length), collector);
        var t0Ns = MonotonicClock.NowNs;
        for (var i = 0; i < Events; i++)
        {
            PreciseWait.Until(t0Ns + (i * PeriodNs), _cancellation).ShouldBeTrue();
            stream.Send(new StreamEvent(i, frames[i]));
        }

        stream.Complete();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        deadline.CancelAfter(Limit);
        var earliestNs = rig.System.Traits.IsBatch ? t0Ns + ((Events - 1) * PeriodNs) : t0Ns;
        return new StreamRun(earliestNs, frames, collector, await stream.FinishAsync(deadline.Token));
    }

    private async Task EventuallyAsync(Func<bool> holds, Func<string> otherwise)
    {
        var endNs = MonotonicClock.NowNs + (long)Settling.TotalNanoseconds;
        while (!holds() && MonotonicClock.NowNs < endNs)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), _cancellation);
        }

        holds().ShouldBeTrue(otherwise());
    }

    private sealed record StreamRun(long EarliestNs, byte[][] Frames, OutputCollector Collector, StreamReport Report);
}
