using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>A stream through a system of its own, with what was seen from outside.</summary>
/// <param name="Variant">Which system.</param>
/// <param name="Traits">What it promises.</param>
/// <param name="Deployment">What its deployment left running.</param>
/// <param name="InstancesBefore">The instances that it told of before the stream.</param>
/// <param name="Hosts">The processes that ran its function once the first output had come.</param>
/// <param name="Others">The other processes of the system then.</param>
/// <param name="Run">The stream.</param>
/// <param name="Cut">Another one after it, that was cut short; null where there are no instances to look for.</param>
internal sealed record ObservedStream(
    Variant Variant, SystemTraits Traits, Deployment Deployment, int InstancesBefore,
    IReadOnlyList<ProcessEntry> Hosts, IReadOnlyList<ProcessEntry> Others, Streaming Run, CutStream? Cut)
{
    private static readonly TimeSpan TellingLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Deploys that system, sends the streams, and takes the system down.</summary>
    public static async Task<ObservedStream> OfAsync(
        string kind, ContainerEngine engine, CancellationToken cancellation)
    {
        await using var rig = await Rig.DeployAsync(kind, engine, cancellation);
        var before = await rig.System.ObserveAsync(cancellation);

        // A batch's box may live for some ten milliseconds only, so it is looked for from the beginning.
        var looking = rig.Deployment.InstancesAreDescendants
            ? Task.FromResult<ProcessEntry[]>([])
            : Task.Run(() => ToldAsync(rig, cancellation), cancellation);
        var others = new List<ProcessEntry>();
        var run = await Streaming.RunAsync(
            rig,
            () =>
            {
                others.AddRange(OwnProcesses.All(engine));
                if (rig.Deployment.InstancesAreDescendants)
                {
                    looking = Task.FromResult(OwnProcesses.Hosts(rig, others).ToArray());
                }
            },
            cancellation);
        var hosts = await looking;
        var cut = Kinds.HasInstances(kind) ? await CutStream.OfAsync(rig, engine, cancellation) : null;
        return new ObservedStream(
            rig.Variant, rig.System.Traits, rig.Deployment, before.Count, hosts, others, run, cut);
    }

    /// <summary>The engine's processes that the system tells of; it may learn a number only after that process runs.
    /// </summary>
    private static async Task<ProcessEntry[]> ToldAsync(Rig rig, CancellationToken cancellation)
    {
        var endNs = MonotonicClock.NowNs + (long)TellingLimit.TotalNanoseconds;
        ProcessEntry[] found = [];
        while (found.Length == 0 && MonotonicClock.NowNs < endNs)
        {
            await Task.Delay(Interval, cancellation);
            var told = await rig.System.ObserveAsync(cancellation);
            found = [.. OwnProcesses.Hosts(rig, told.Select(instance => instance.ProcessId).OfType<int>()
                .Select(ProcessTable.Find).OfType<ProcessEntry>())];
        }

        return found;
    }
}
