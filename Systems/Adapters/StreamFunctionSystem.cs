using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Systems.Adapters;

/// <summary>The paper's proposal (Section 4): one instance per connection, one invocation per stream.</summary>
public sealed partial class StreamFunctionSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    private const int WarmUpStreams = 3;

    // Each function of a workflow may answer an event with several; the next one's probe needs room for all of them.
    private const int OutputsPerInput = 4;

    private readonly StreamFunctionPlan _plan = new(configuration);
    private readonly string _socketPath = Path.Combine(configuration.Workspace, "control.sock");
    private ControlProcess? _control;
    private NatsServer? _nats;

    /// <inheritdoc />
    public SystemTraits Traits => new(
        KeepsOrder: true,
        LosesNothing: !_plan.DropsOldest,
        DuplicatesNothing: true,
        StampsInFunction: _plan.Functions.All(function => function.Executable is null),
        IsBatch: false,
        HasInstances: true);

    private InstancePool Pool => new(_socketPath, _plan.Parked * _plan.Functions.Count);

    /// <inheritdoc />
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        var host = _plan.NeedsHost
            ? await configuration.Hosts.GetAsync("Systems/InstanceHost", configuration.Build, cancellation)
            : null;
        steps.Ended(host is null ? "no function host needed"
            : host.WasCached ? "function host found" : "function host compiled");
        if (_plan.NeedsNats)
        {
            _nats = await NatsServer.StartAsync(configuration.Workspace, cancellation);
            steps.Ended("nats-server started");
        }

        var file = Path.Combine(configuration.Workspace, "server.json");
        ConfigurationFile.Write(file, ConfigurationOf(host?.Executable ?? ""));
        _control = await ControlProcess.StartAsync("Eval.Systems.StreamFunctions", [file], cancellation);
        await Pool.WaitUntilFullAsync(cancellation);
        steps.Ended(_plan.Parked == 0 ? "control plane started" : "control plane started, pool filled");
        await ThrowawayStreams.RunAsync(this, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway streams");
        return DeploymentOf(host, steps);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Pool.ObserveAsync(cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var most = Probe.MaximumCapacity;
        var inputs = request.Events * Math.Pow(OutputsPerInput, _plan.Functions.Count - 1);
        var parameters = new Dictionary<string, string>(configuration.FunctionParameters)
        {
            [Expected.Parameter] = ((int)Math.Min(most, inputs)).ToString(CultureInfo.InvariantCulture),
        };
        var largest = Math.Max(request.LargestPayload, Wire.DefaultMaximumPayload);
        var opening = new Opening(request.StreamId, _plan.Name, largest, parameters);
        return new StreamFunctionStream(_socketPath, opening, request.Events, observer, Pool);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }

        if (_nats is not null)
        {
            await _nats.DisposeAsync();
        }
    }

    private ServerConfiguration ConfigurationOf(string host) => new()
    {
        SocketPath = _socketPath,
        Owner = "eval-harness",
        Functions = [_plan.Deployment(host, _nats?.Address)],
    };

    private Deployment DeploymentOf(CompiledHost? host, DeploymentSteps steps)
    {
        var executables = _plan.Executables(host?.Executable ?? "").Where(path => path.Length > 0).Distinct().ToArray();
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = [_control!.ProcessId, .. _nats?.ProcessIds ?? []],
            HostExecutable = executables is [var only] ? only : null,
            StageExecutables = executables.Length > 1 ? executables : [],
            InstancesAreDescendants = _plan.Isolation != Isolation.Docker,
            ParkedInstances = _plan.Parked * _plan.Functions.Count,
            HostSha256 = host?.Sha256,
            Build = host?.Build,
            Components = StreamFunctionFacts.Components(_nats),
            Facts = StreamFunctionFacts.Of(_plan, host?.Build),
        };
    }
}
