using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Doors;
using Eval.Systems.StreamFunctions.Producing;

namespace Eval.Systems.Adapters;

/// <summary>The paper's proposal (Section 4): one instance per connection, one invocation per stream.</summary>
public sealed partial class StreamFunctionSystem(SystemConfiguration configuration) : ISystemUnderTest
{
    private const int WarmUpStreams = 3;

    // Each function of a workflow may answer an event with several; the next one's probe needs room for all of them.
    private const int OutputsPerInput = 4;

    private readonly StreamFunctionPlan _plan = new(configuration);
    private readonly ServerEndpoint? _endpoint = StreamFunctionEndpoint.Of(configuration);
    private StreamFunctionServer? _server;

    /// <inheritdoc />
    public SystemTraits Traits => new(
        KeepsOrder: _plan.Shards == 1,
        LosesNothing: !_plan.DropsOldest,
        DuplicatesNothing: true,
        StampsInFunction: SharesClock && _plan.Functions.All(function => function.Executable is null),
        IsBatch: false,
        HasInstances: _endpoint is null);

    private bool SharesClock => _endpoint is null || StreamFunctionEndpoint.IsHere(_endpoint.Host);

    /// <inheritdoc />
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        if (_endpoint is null)
        {
            _server = await StreamFunctionServer.StartAsync(configuration, _plan, steps, cancellation);
        }

        // Whether the function of a server on another machine comes up is told in another clock.
        if (SharesClock)
        {
            await ThrowawayStreams.RunAsync(this, configuration.WarmUpPayload, WarmUpStreams, cancellation);
            steps.Ended($"{WarmUpStreams} throwaway streams");
        }

        return _server?.Describe(steps) ?? new Deployment
        {
            Steps = steps.All,
            Components = StreamFunctionFacts.Components(null),
            Facts = StreamFunctionFacts.OfEndpoint(_endpoint!.UseTls),
        };
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        _server is null ? [] : await _server.Pool.ObserveAsync(cancellation);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer) => _plan.Shards == 1
        ? PrepareOne(request, observer)
        : new ShardedStream(
            request, _plan.Shards, ShardRoute.Of(_plan.Shards, _plan.ShardsByKey, _plan.Name), observer, PrepareOne);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private StreamFunctionStream PrepareOne(StreamRequest request, IStreamObserver observer)
    {
        var inputs = request.Events * Math.Pow(OutputsPerInput, _plan.Functions.Count - 1);
        var room = (int)Math.Min(Probe.MaximumCapacity, inputs);
        var parameters = new Dictionary<string, string>(configuration.FunctionParameters)
        {
            [Expected.Parameter] = room.ToString(CultureInfo.InvariantCulture),
        };

        var largest = Math.Max(request.LargestPayload, Wire.DefaultMaximumPayload);
        var opening = new Opening(request.StreamId, _plan.Name, largest, parameters);
        return new StreamFunctionStream(
            seen => _endpoint is null
                ? new StreamClient(_server!.SocketPath, opening, request.Events, seen, _server.DoorPath)
                : new StreamClient(_endpoint.Connect, opening, request.Events, seen),
            observer)
        {
            StreamId = request.StreamId,
            Pool = _server?.Pool,
            Outputs = _server?.Outputs,
            SharesClock = SharesClock,
        };
    }
}
