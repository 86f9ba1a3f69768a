using Eval.Systems.Abstractions;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>A stream that was cut short after its first event, and what it left.</summary>
/// <param name="Report">What the system told.</param>
/// <param name="InstancesAfter">How many instances there were in the end.</param>
/// <param name="Parked">How many there are without any stream.</param>
internal sealed record CutStream(StreamReport Report, int InstancesAfter, int Parked)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Sends one event of many, and gives up.</summary>
    public static async Task<CutStream> OfAsync(Rig rig, ContainerEngine engine, CancellationToken cancellation)
    {
        var frames = Frames.Random(1, 1);
        await using var stream = rig.System.Prepare(
            new StreamRequest($"cut-{Guid.NewGuid():N}"[..20], Streaming.Events, Frames.Length),
            new OutputCollector(() => { }));
        stream.Send(new StreamEvent(0, frames[0]));
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Deadline);
        var report = await stream.FinishAsync(deadline.Token).WaitAsync(Limit, cancellation);
        var parked = rig.Deployment.ParkedInstances;
        await Settling.HoldsAsync(
            async () => await OwnProcesses.InstancesAsync(rig, engine) == parked, cancellation);
        return new CutStream(report, await OwnProcesses.InstancesAsync(rig, engine), parked);
    }
}
