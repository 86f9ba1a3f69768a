using System.Globalization;
using System.Net.Http.Json;
using Eval.Systems.Abstractions;
using Eval.Systems.Faas;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>The deployed platform behind <see cref="FaasSystem"/> and <see cref="BatchSystem"/>: one gateway, one
/// function.</summary>
internal sealed class FaasPlatform(SystemConfiguration configuration, long maxBodyBytes) : IAsyncDisposable
{
    private const int WarmUpStreams = 3;

    // A connection that stayed open here would be there before t0.
    private readonly HttpClient _control = new(
        new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private ControlProcess? _gateway;

    /// <summary>Compiles the host, starts the gateway, and warms both sides of the wire up with
    /// <paramref name="system"/>'s own streams.</summary>
    /// <exception cref="SystemUnavailableException">Something did not come up.</exception>
    public async Task<Deployment> DeployAsync(ISystemUnderTest system, string request, CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        var host = await configuration.Hosts.GetAsync("Systems/FaasHost", configuration.Build, cancellation);
        steps.Ended(host.WasCached ? "function host found" : "function host compiled");
        _gateway = await ControlProcess.StartAsync("Eval.Systems.Faas", ArgumentsFor(host), cancellation);
        steps.Ended("gateway started");
        await ThrowawayStreams.RunAsync(system, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway streams");
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = [_gateway.ProcessId],
            HostExecutable = host.Executable,
            HostSha256 = host.Sha256,
            Build = host.Build,
            Components = new Dictionary<string, string> { ["ASP.NET Core"] = Said(1), ["YARP"] = Said(2) },
            InstancesAreDescendants = Isolation != Isolation.Docker,
            Relaxed = Said(3).Split('|', StringSplitOptions.RemoveEmptyEntries),
            Facts = FaasFacts.Of(request, host.Build, Isolation),
        };
    }

    /// <summary>The gateway's own view of its instances.</summary>
    public async Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation)
    {
        var instances = await _control.GetFromJsonAsync(
            Address + FaasProtocol.InstancesRoute, AccountJson.Default.IReadOnlyListInstanceAccount, cancellation);
        return [.. instances!.Select(FaasReport.IdentityOf)];
    }

    /// <summary>The client's side of one stream; no connection is opened yet.</summary>
    public FaasConnection Connect(StreamRequest request, IStreamObserver observer) =>
        new(new Uri(Address), request, observer, (int)Math.Min(maxBodyBytes, int.MaxValue));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    private string Address => Said(0);

    private Isolation Isolation => BoxKeys.IsolationOf(configuration);

    /// <summary>The words of the gateway's detail: its address, ASP.NET Core's version, YARP's version, and what
    /// protects no instance.</summary>
    private string Said(int word) =>
        _gateway?.Detail.Split(' ', 4)[word] ?? throw new InvalidOperationException("the platform is not deployed");

    private IReadOnlyList<string> ArgumentsFor(CompiledHost host) =>
    [
        "--host", host.Executable,
        "--function", configuration.Function,
        "--workspace", configuration.Workspace,
        "--box", BoxPolicyOf().Encode(),
        "--max-body", maxBodyBytes.ToString(CultureInfo.InvariantCulture),
        "--queue", configuration.Options.GetValueOrDefault("queue", "1"),
        "--concurrency", configuration.Options.GetValueOrDefault("concurrency", "1"),
        "--idle-timeout", configuration.Options.GetValueOrDefault("idleTimeout", "60"),
        .. configuration.FunctionParameters.SelectMany(
            parameter => (string[])["--parameter", $"{parameter.Key}={parameter.Value}"]),
    ];

    private BoxPolicy BoxPolicyOf() => new(Isolation, new SandboxSettings
    {
        Owner = BoxKeys.Owner,
        Limits = BoxKeys.LimitsOf(configuration),
        Hardening = BoxKeys.HardeningOf(configuration),
    });
}
