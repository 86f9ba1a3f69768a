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
    private const string StartTimeoutSeconds = "20";

    // A connection that stayed open here would be there before t0.
    private readonly HttpClient _control = new(
        new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private ControlProcess? _gateway;
    private StateServer? _states;

    /// <summary>Compiles the host, starts the gateway, and warms both sides of the wire up with
    /// <paramref name="system"/>'s own streams.</summary>
    /// <exception cref="SystemUnavailableException">Something did not come up.</exception>
    /// <param name="system">Whose platform this is.</param>
    /// <param name="request">How events come, for the report.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="state">Where the state is, for the report; null: where the key says.</param>
    public async Task<Deployment> DeployAsync(
        ISystemUnderTest system, string request, CancellationToken cancellation, string? state = null)
    {
        if (MinInstances > MaxInstances)
        {
            throw new SystemUnavailableException(
                $"minInstances: {MinInstances} is more than maxInstances: {MaxInstances}");
        }

        var steps = new DeploymentSteps();
        var host = await configuration.Hosts.GetAsync("Systems/FaasHost", configuration.Build, cancellation);
        steps.Ended(host.WasCached ? "function host found" : "function host compiled");
        if (State == FaasState.Redis)
        {
            _states = await StateServer.StartAsync(configuration.Workspace, cancellation);
            steps.Ended("redis-server started");
        }

        _gateway = await ControlProcess.StartAsync("Eval.Systems.Faas", ArgumentsFor(host), cancellation);
        steps.Ended("gateway started");
        await ThrowawayStreams.RunAsync(system, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        if (IsShared)
        {
            // The first stream is to find no instance of theirs.
            using var end = await _control.PostAsync(Address + FaasProtocol.EndRoute, content: null, cancellation);
            end.EnsureSuccessStatusCode();
        }

        steps.Ended($"{WarmUpStreams} throwaway streams");
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = [_gateway.ProcessId, .. _states?.ProcessIds ?? []],
            HostExecutable = host.Executable,
            HostSha256 = host.Sha256,
            Build = host.Build,
            Components = Components(),
            InstancesAreDescendants = Isolation != Isolation.Docker,
            ParkedInstances = MinInstances,
            Relaxed = Said(3).Split('|', StringSplitOptions.RemoveEmptyEntries),
            Facts = FaasFacts.Of(
                configuration, request, host.Build, state ?? FaasState.Described(configuration, _states?.Version)),
        };
    }

    /// <summary>The gateway's own view of its instances.</summary>
    public async Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation)
    {
        var instances = await _control.GetFromJsonAsync(
            Address + FaasProtocol.InstancesRoute, AccountJson.Default.IReadOnlyListInstanceAccount, cancellation);
        return [.. instances!.Select(FaasReport.IdentityOf)];
    }

    /// <summary>How one stream speaks to the gateway.</summary>
    public FaasDialect Dialect(StreamRequest request) =>
        new(new Uri(Address), request, isSticky: State == FaasState.Sticky);

    /// <summary>The client's side of one stream; no connection is opened yet.</summary>
    public HttpStreamConnection Connect(FaasDialect dialect, StreamRequest request, IStreamObserver observer) =>
        new(HttpStreamConnection.ClientFor((int)Math.Min(maxBodyBytes, int.MaxValue)), dialect, request, observer);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }

        if (_states is not null)
        {
            await _states.DisposeAsync();
        }
    }

    private string Address => Said(0);

    private string State => FaasState.Of(configuration);

    private bool IsShared => configuration.Text("start") == "natural";

    private int MinInstances =>
        configuration.Text("start") == "warm" ? Number("minInstances", otherwise: 1) : 0;

    /// <summary>A batch is one request, which one instance serves.</summary>
    private int MaxInstances => Number("maxInstances", otherwise: Math.Max(1, MinInstances));

    private Isolation Isolation => BoxKeys.IsolationOf(configuration);

    /// <summary>The words of the gateway's detail: its address, ASP.NET Core's version, YARP's version, and what
    /// protects no instance.</summary>
    private string Said(int word) =>
        _gateway?.Detail.Split(' ', 4)[word] ?? throw new InvalidOperationException("the platform is not deployed");

    private Dictionary<string, string> Components()
    {
        var components = new Dictionary<string, string> { ["ASP.NET Core"] = Said(1), ["YARP"] = Said(2) };
        if (_states is not null)
        {
            components["redis-server"] = _states.Version;
        }

        return components;
    }

    private IReadOnlyList<string> ArgumentsFor(CompiledHost host) =>
    [
        "--host", host.Executable,
        "--function", configuration.Function,
        "--workspace", configuration.Workspace,
        "--box", BoxPolicyOf().Encode(),
        "--max-body", maxBodyBytes.ToString(CultureInfo.InvariantCulture),
        "--shared", IsShared ? "true" : "false",
        "--queue", Text(Number("queue", otherwise: 1)),
        "--concurrency", Text(Number("concurrency", otherwise: 1)),
        "--min-instances", Text(MinInstances),
        "--max-instances", Text(MaxInstances),
        "--idle-timeout", configuration.Options.GetValueOrDefault("idleTimeout", "60"),
        "--start-timeout", StartTimeoutSeconds,
        .. State is FaasState.Redis or FaasState.Sticky
            ? (string[])["--state", State, "--store", _states?.Socket ?? ""]
            : [],
        .. configuration.FunctionParameters.SelectMany(
            parameter => (string[])["--parameter", $"{parameter.Key}={parameter.Value}"]),
    ];

    private int Number(string key, int otherwise) =>
        configuration.Text(key).Length > 0 ? configuration.Integer(key) : otherwise;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private BoxPolicy BoxPolicyOf() => new(Isolation, new SandboxSettings
    {
        Owner = BoxKeys.Owner,
        Limits = BoxKeys.LimitsOf(configuration),
        Hardening = BoxKeys.HardeningOf(configuration),
    });
}
