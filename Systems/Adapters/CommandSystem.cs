using System.Globalization;
using Eval.Systems.Abstractions;
using Eval.Systems.Functions.Bindings;
using Eval.Systems.Functions.Probing;
using Eval.Systems.Sdk.Protocol;

namespace Eval.Systems.Adapters;

/// <summary>
/// Anybody's runtime: a program, one process a stream, that speaks the stream protocol's frames on its standard input
/// and output. Its stamps are those of the boundary, unless its trailers are probe logs, as throwaway streams tell.
/// </summary>
[SystemUnderTest("command", "any program that speaks the stream protocol on standard input and output, per stream")]
[SystemOption("command", "the program and its arguments", Type = OptionType.Text,
    Form = "a program (a path, or a name on the PATH) and its arguments, split at blanks outside double quotes; paths "
        + "begin where eval runs",
    Pattern = @"[!-~]+( [!-~]+)*")]
public sealed class CommandSystem(SystemConfiguration configuration) : RuntimeKeys, ISystemUnderTest
{
    private const int WarmUpStreams = 3;

    private readonly RuntimeBoxes _boxes = new(configuration);
    private CommandProgram? _program;
    private bool _isDeployed;
    private bool _hasProbe;

    /// <inheritdoc />
    public SystemTraits Traits => new(
        KeepsOrder: true, LosesNothing: true, DuplicatesNothing: true, StampsInFunction: _hasProbe, IsBatch: false,
        HasInstances: true);

    /// <inheritdoc />
    public async Task<Deployment> DeployAsync(CancellationToken cancellation)
    {
        var steps = new DeploymentSteps();
        _program = CommandProgram.Parse(configuration.Text("command"));
        await _boxes.PrepareAsync(cancellation);
        await ThrowawayStreams.RunAsync(this, configuration.WarmUpPayload, WarmUpStreams, cancellation);
        _isDeployed = true;
        steps.Ended($"{WarmUpStreams} throwaway streams");
        return new Deployment
        {
            Steps = steps.All,
            HostExecutable = _program.Runs,
            Relaxed = _boxes.Relaxed,
            Components = new Dictionary<string, string>
            {
                ["stream protocol"] = Wire.Version.ToString(CultureInfo.InvariantCulture),
            },
            Facts = CommandFacts.Of(_hasProbe),
        };
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InstanceIdentity>> ObserveAsync(CancellationToken cancellation) =>
        Task.FromResult(_boxes.Live);

    /// <inheritdoc />
    public IStreamUnderTest Prepare(StreamRequest request, IStreamObserver observer)
    {
        var program = _program ?? throw new InvalidOperationException("the system is not deployed");
        var parameters = new Dictionary<string, string>(configuration.FunctionParameters)
        {
            [Expected.Parameter] = request.Events.ToString(CultureInfo.InvariantCulture),
        };
        var largest = Math.Max(request.LargestPayload, Wire.DefaultMaximumPayload);
        var opening = new Opening(request.StreamId, configuration.Function, largest, parameters);
        var talk = new RuntimeTalk(observer);
        var session = new CommandSession(_boxes, program, opening, talk) { Ended = Learn };
        return new RuntimeStream(talk, session, request.Events);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _boxes.DisposeAsync();

    /// <summary>What it is, is settled before the first trial.</summary>
    private void Learn(byte[] trailer, string? executable)
    {
        if (_isDeployed)
        {
            return;
        }

        _program = _program! with { Runs = executable ?? _program.Runs };
        try
        {
            _hasProbe = ProbeLog.Decode(trailer).Count > 0;
        }
        catch (FormatException)
        {
            _hasProbe = false;
        }
    }
}
