using System.Diagnostics;
using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Adapters;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;
using Shouldly;
using Xunit;

namespace Eval.Tests.Systems.Pipelines;

/// <summary>A deployed pipeline at a real nats-server, and streams of frames that are all distinct through
/// it.</summary>
internal sealed class PipelineRig : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly string _workspace;

    private PipelineRig(string workspace, (string Name, string Value)[] keys)
    {
        _workspace = workspace;
        System = DeployedPipeline.Of(workspace, [("source", "jetstream"), .. keys]);
    }

    /// <summary>The system.</summary>
    public PipelineSystem System { get; }

    /// <summary>Deploys one with those keys.</summary>
    public static Task<PipelineRig> DeployAsync(params (string Name, string Value)[] keys) =>
        DeployAtAsync(Directory.CreateTempSubdirectory("evr-").FullName, keys);

    /// <summary>Deploys one whose broker keeps its files in that folder.</summary>
    public static async Task<PipelineRig> DeployAtAsync(string workspace, params (string Name, string Value)[] keys)
    {
        RealPart.Require("nats-server", "nats-server");
        var rig = new PipelineRig(workspace, keys);
        await rig.System.DeployAsync(TestContext.Current.CancellationToken);
        return rig;
    }

    /// <summary>The frame of that event.</summary>
    public static byte[] Frame(long sequence)
    {
        var frame = new byte[160 * 120 * 3];
        new Random((int)sequence).NextBytes(frame);
        return frame;
    }

    /// <summary>What the function has to make of it.</summary>
    public static byte[] Grey(long sequence) =>
    [
        .. Frame(sequence).Chunk(3)
            .SelectMany(pixel => Enumerable.Repeat((byte)((pixel[0] + pixel[1] + pixel[2]) / 3), 3)),
    ];

    /// <summary>A stream of that many events.</summary>
    public IStreamUnderTest Prepare(int events, Collector collector) => System.Prepare(
        new StreamRequest($"rig-{Guid.NewGuid():N}"[..16], events, 60_000), collector);

    /// <summary>Sends the events from first up to, and not with, end.</summary>
    public static void Send(IStreamUnderTest stream, int first, int end)
    {
        for (var i = first; i < end; i++)
        {
            stream.Send(new StreamEvent(i, Frame(i)));
        }
    }

    /// <summary>Ends it, and gives its report.</summary>
    public static async Task<StreamReport> FinishAsync(IStreamUnderTest stream)
    {
        stream.Complete();
        return await stream.FinishAsync(TestContext.Current.CancellationToken).WaitAsync(Limit);
    }

    /// <summary>The processes that run operators now.</summary>
    public async Task<IReadOnlyList<InstanceIdentity>> WorkersAsync() =>
        [.. (await System.ObserveAsync(TestContext.Current.CancellationToken)).Where(one => one.Role == "function")];

    /// <summary>Waits until that holds.</summary>
    public static async Task UntilAsync(Func<bool> holds, string otherwise)
    {
        var endNs = MonotonicClock.NowNs + (long)Limit.TotalNanoseconds;
        while (!holds())
        {
            (MonotonicClock.NowNs < endNs).ShouldBeTrue(otherwise);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Sends a signal, such as STOP.</summary>
    public static void Signal(int processId, string signal)
    {
        using var kill = Process.Start(
            "kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>Holds a completed stream against at-least-once: no event lost, every output right, and whatever came
    /// twice counted as two deliveries. Gives the number of extra deliveries.</summary>
    public static int CheckedDuplicates(StreamReport report, Collector collector, int events)
    {
        report.Outcome.ShouldBe(StreamOutcome.Completed, report.Reason);
        var records = report.Trailers.SelectMany(trailer => ProbeLog.Decode(trailer.Bytes.Span))
            .ToLookup(record => record.Sequence, record => record.Deliveries);
        records.Count.ShouldBe(events);
        var outputs = collector.Outputs.GroupBy(output => output.Sequence).OrderBy(same => same.Key).ToArray();
        outputs.Select(same => same.Key).ShouldBe(Enumerable.Range(0, events).Select(i => (long)i));
        foreach (var same in outputs)
        {
            var grey = Grey(same.Key);
            same.ShouldAllBe(output => output.Payload.SequenceEqual(grey));
            same.Count().ShouldBeLessThanOrEqualTo(records[same.Key].Sum());
        }

        return records.Sum(deliveries => deliveries.Sum() - 1);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await System.DisposeAsync();
        Directory.Delete(_workspace);
    }
}
