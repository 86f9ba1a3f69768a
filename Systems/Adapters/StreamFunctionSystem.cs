using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Producing;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Systems.StreamFunctions.Serving;

namespace Eval.Systems.Adapters;

/// <summary>The paper's proposal (Section 4): one instance per connection, one invocation per stream.</summary>
[SystemUnderTest("stream-function", "one instance per stream: connects, starts, buffers, iterates, ends")]
[SystemOption("isolation", "what surrounds an instance", Choices = ["process"], Default = "process")]
[SystemOption("buffer", "where events wait for their instance", Choices = ["memory"], Default = "memory")]
[SystemOption("start", "whether an instance exists before its stream", Choices = ["cold"], Default = "cold")]
[SystemOption("bufferEvents", "the most events that wait for an instance",
    Type = OptionType.Integer, Default = "1024", Minimum = 1, Maximum = 1 << 20)]
[SystemOption("bufferBytes", "the most bytes that wait for an instance",
    Type = OptionType.Size, Default = "67108864", Minimum = 1 << 16, Maximum = 1L << 40)]
public sealed class StreamFunctionSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    private const int WarmUpStreams = 3;
    private static readonly TimeSpan ObserveLimit = TimeSpan.FromSeconds(5);

    private readonly string _socketPath = Path.Combine(configuration.Workspace, "control.sock");
    private ControlProcess? _control;

    /// <inheritdoc />
    public SystemTraits Traits { get; } = new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: true, IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        var host = await configuration.Hosts.GetAsync("Systems/InstanceHost", configuration.Build, cancellation);
        steps.Ended(host.WasCached ? "function host found" : "function host compiled");
        var file = Path.Combine(configuration.Workspace, "server.json");
        ConfigurationFile.Write(file, ConfigurationOf(host.Executable));
        _control = await ControlProcess.StartAsync("Eval.Systems.StreamFunctions", ["serve", file], cancellation);
        steps.Ended("control plane started");
        await ThrowawayStreams.RunAsync(this, WarmUpStreams, cancellation);
        steps.Ended($"{WarmUpStreams} throwaway streams");
        return new Deployment
        {
            Steps = steps.All,
            ControlProcessIds = [_control.ProcessId],
            HostExecutable = host.Executable,
            HostSha256 = host.Sha256,
            Build = host.Build,
            Components = new Dictionary<string, string>
            {
                ["control plane"] = typeof(ControlPlane).Assembly.GetName().Version!.ToString(3),
                ["stream protocol"] = Wire.Version.ToString(CultureInfo.InvariantCulture),
            },
            Facts = StreamFunctionFacts.Of(host.Build),
        };
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) => Task.Run(
        () => (IReadOnlyList<InstanceIdentity>)
            [.. LiveInstances.Read(_socketPath, ObserveLimit).Select(StreamFunctionStream.Identity)],
        cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var parameters = new Dictionary<string, string>(configuration.FunctionParameters)
        {
            [Expected.Parameter] = request.Events.ToString(CultureInfo.InvariantCulture),
        };
        var largest = Math.Max(request.LargestPayload, Wire.DefaultMaximumPayload);
        return new StreamFunctionStream(
            _socketPath, new Opening(request.StreamId, configuration.Function, largest, parameters), request.Events,
            observer);
    }

    private ServerConfiguration ConfigurationOf(string executable) => new()
    {
        SocketPath = _socketPath,
        Owner = "eval-" + Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        Functions =
        [
            new FunctionDeployment
            {
                Name = configuration.Function,
                Stages = [new FunctionStage(executable, [configuration.Function])],
                Buffer = new BufferPolicy
                {
                    Events = configuration.Integer("bufferEvents"),
                    Bytes = long.Parse(configuration.Options["bufferBytes"], CultureInfo.InvariantCulture),
                },
            },
        ],
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_control is not null)
        {
            await _control.DisposeAsync();
        }
    }
}
