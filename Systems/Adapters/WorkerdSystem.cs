using System.Runtime.InteropServices;
using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>
/// Cloudflare's workerd, a production runtime of V8 isolates. Its clock stands still while a worker computes, so that
/// stamps are of the boundary.
/// </summary>
[SystemUnderTest("workerd", "Cloudflare's workerd, one process and one POST per event", KeepsState = false)]
[SystemNeed("start=cold|natural", "npm")]
public sealed class WorkerdSystem(SystemConfiguration configuration) : RuntimeKeys, ISystemUnderTest
{
    private readonly HttpRuntime _runtime = new(configuration);

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: false, IsBatch: false,
        HasInstances: true);

    private static string Platform => $"@cloudflare/workerd-linux-{(
        RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "64")}";

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) => _runtime.DeployAsync(
        this,
        folder => Task.FromResult(ProgramIn(folder)),
        new Dictionary<string, string>
        {
            ["readiness"] = "asked by GET every millisecond once its socket is there, which ends the phase runtime",
            ["stamps"] = "boundary: the returns at the producer",
        },
        cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        _runtime.ObserveAsync();

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) =>
        _runtime.Prepare(request, observer);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static HttpRuntimeProgram ProgramIn(string folder) => new(
        ProgramFile.Resolve(NodePackage.File(folder, Platform, "bin/workerd")),
        socket => ["serve", Path.Combine(folder, "workerd.capnp"), $"--socket-addr=http=unix:{socket}"],
        HostEnvironment.Variables)
    {
        Components = new Dictionary<string, string> { ["workerd"] = NodePackage.Version(folder, "workerd") },
    };
}
