using Eval.Systems.Abstractions;
using Eval.Systems.Sandboxes;
using Eval.Systems.StreamFunctions.Deploying;

namespace Eval.Systems.Adapters;

/// <summary>A control plane of one deployment alone, with the nats-server that it may need.</summary>
internal sealed class StreamFunctionServer : IAsyncDisposable
{
    private readonly StreamFunctionPlan _plan;
    private readonly string _socketPath;
    private readonly OutputTarget _outputTarget;
    private CompiledHost? _host;
    private ControlProcess? _control;
    private NatsServer? _nats;

    private StreamFunctionServer(StreamFunctionPlan plan, string socketPath, OutputTarget outputTarget)
    {
        _plan = plan;
        _outputTarget = outputTarget;
        _socketPath = socketPath;
        Pool = new InstancePool(socketPath, plan.Parked);
    }

    /// <summary>Its instances.</summary>
    public InstancePool Pool { get; }

    /// <summary>Where outputs go that do not go to the producer, or null.</summary>
    public NatsOutputs? Outputs { get; private set; }

    /// <summary>Where the control plane listens.</summary>
    public string SocketPath => _socketPath;

    /// <summary>Where parked instances accept by themselves, or null.</summary>
    public string? DoorPath => _plan.AcceptsByItself ? $"{_socketPath}.{_plan.Name}" : null;

    /// <summary>Brings everything up, the pool included.</summary>
    /// <exception cref="SystemUnavailableException">Something is missing or did not come up.</exception>
    public static async Task<StreamFunctionServer> StartAsync(
        SystemConfiguration configuration,
        StreamFunctionPlan plan,
        DeploymentSteps steps,
        CancellationToken cancellation)
    {
        var server = new StreamFunctionServer(
            plan, Path.Combine(configuration.Workspace, "control.sock"), configuration.Output);
        try
        {
            await server.StartPartsAsync(configuration, steps, cancellation);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is there.</summary>
    public Deployment Describe(DeploymentSteps steps)
    {
        var executables = _plan.Executables(HostPath).Where(path => path.Length > 0).Distinct().ToArray();
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = [_control!.ProcessId, .. _nats?.ProcessIds ?? []],
            BrokerProcessId = _nats?.ProcessIds[0],
            HostExecutable = executables is [var only] ? only : null,
            StageExecutables = executables.Length > 1 ? executables : [],
            InstancesAreDescendants = _plan.Isolation != Isolation.Docker,
            ParkedInstances = _plan.Parked,
            HostSha256 = _host?.Sha256,
            Build = _host?.Build,
            Relaxed = ReadyLine.RelaxedIn(_control.Detail),
            Components = StreamFunctionFacts.Components(_nats),
            Facts = StreamFunctionFacts.Of(_plan, _host?.Build, _outputTarget),
        };
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { Outputs, _control, _nats }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        File.Delete(_socketPath + ".json");
    }

    private string HostPath => _host?.Executable ?? "";

    private async Task StartPartsAsync(
        SystemConfiguration configuration, DeploymentSteps steps, CancellationToken cancellation)
    {
        if (_plan.NeedsHost)
        {
            _host = await configuration.Hosts.GetAsync(_plan.HostProject, configuration.Build, cancellation);
            steps.Ended(_host.WasCached ? "function host found" : "function host compiled");
        }

        if (_plan.NeedsNats)
        {
            _nats = await NatsServer.StartAsync(configuration.Workspace, cancellation);
            steps.Ended("nats-server started");
        }

        if (configuration.Output == OutputTarget.Nats)
        {
            Outputs = await NatsOutputs.SubscribeAsync(_nats!.Address, configuration.OutputSubject, cancellation);
        }

        var file = _socketPath + ".json";
        ConfigurationFile.Write(file, new ServerConfiguration
        {
            SocketPath = _socketPath,
            Owner = BoxKeys.Owner,
            Functions = [_plan.Deployment(HostPath, _nats?.Address)],
            Limits = _plan.Limits,
        });
        _control = await ControlProcess.StartAsync("Eval.Systems.StreamFunctions", ["serve", file], cancellation);
        await Pool.WaitUntilFullAsync(cancellation);
        steps.Ended(_plan.Parked == 0 ? "control plane started" : "control plane started, pool filled");
    }
}
