using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;

namespace Eval.Systems.Adapters;

/// <summary>
/// Google's functions-framework on Node, the same package that Cloud Run functions run: a host for functions that is
/// not ours. Its stamps are taken in the function, by Node's clock, which is ours.
/// </summary>
[SystemUnderTest("functions-framework", "Google's functions-framework on Node, one process and one POST per event",
    KeepsState = false)]
[SystemNeed("start=cold|natural", "nodejs")]
[SystemNeed("start=cold|natural", "npm")]
public sealed class FunctionsFrameworkSystem(SystemConfiguration configuration) : RuntimeKeys, ISystemUnderTest
{
    private const string Package = "@google-cloud/functions-framework";

    private readonly HttpRuntime _runtime = new(configuration);

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public Task<Deployment> DeployAsync(CancellationToken cancellation) => _runtime.DeployAsync(
        this,
        folder => ProgramInAsync(folder, cancellation),
        new Dictionary<string, string>
        {
            ["readiness"] = "asked by GET every millisecond once its socket is there",
            ["stamps"] = "function: process.hrtime.bigint()",
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

    private async Task<HttpRuntimeProgram> ProgramInAsync(string folder, CancellationToken cancellation)
    {
        var node = ProgramFile.Find("node")
            ?? throw new SystemUnavailableException("node is missing: apt-get install nodejs npm");
        return new HttpRuntimeProgram(
            node,
            socket =>
            [
                NodePackage.File(folder, Package, "build/src/main.js"),
                $"--source={Path.Combine(folder, "functions-framework.js")}",
                $"--target={configuration.Function}",
                "--signature-type=http",

                // Node takes a path for a Unix socket: no port that others could reach is open.
                $"--port={socket}",
            ],
            new Dictionary<string, string>(HostEnvironment.Variables) { ["NODE_ENV"] = "production" })
        {
            HasProbe = true,
            Components = new Dictionary<string, string>
            {
                [Package] = NodePackage.Version(folder, Package),
                ["node"] = await ProgramFile.VersionAsync(node, cancellation),
            },
        };
    }
}
