using Eval.Tests.Shared;

namespace Eval.Tests.Conformance;

/// <summary>What two streams left of themselves, and then the system.</summary>
/// <param name="First">The footprint after the first.</param>
/// <param name="Second">That after the second, when it had had its time.</param>
/// <param name="IsWithin">Whether it was no more.</param>
/// <param name="Told">How many instances the system told of then.</param>
/// <param name="Instances">How many there were.</param>
/// <param name="Files">What was in the workspace once the system was down.</param>
internal sealed record Leftovers(
    Footprint First, Footprint Second, bool IsWithin, int Told, int Instances, IReadOnlyList<string> Files)
{
    /// <summary>Sends both, and takes the system down.</summary>
    public static async Task<Leftovers> OfAsync(Rig rig, ContainerEngine engine, CancellationToken cancellation)
    {
        await Streaming.RunShortAsync(rig, cancellation);
        var first = await Footprint.SettledAsync(rig, engine, cancellation);
        await Streaming.RunShortAsync(rig, cancellation);
        var told = (await rig.System.ObserveAsync(cancellation)).Count;
        var isWithin = await Settling.HoldsAsync(
            () => Footprint.Of(rig, engine).IsWithin(first, rig.Variant.UsesDocker), cancellation);
        var second = Footprint.Of(rig, engine);
        var instances = await OwnProcesses.InstancesAsync(rig, engine);
        await rig.System.DisposeAsync();
        return new Leftovers(
            first, second, isWithin, told, instances, Directory.GetFileSystemEntries(rig.Workspace));
    }
}
