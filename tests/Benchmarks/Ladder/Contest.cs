using Eval.Systems.Sandboxes;
using Eval.Systems.Sdk.Protocol;
using Eval.Systems.StreamFunctions.Deploying;
using Eval.Tests.Benchmarks.Linux;
using Eval.Tests.Benchmarks.Measuring;
using Eval.Tests.Benchmarks.Rigs;

namespace Eval.Tests.Benchmarks.Ladder;

/// <summary>Starts of several kinds, interleaved: each round starts every kind once, in a random order, with an idle
/// pause before each. A kind that fails leaves the contest, and the others go on.</summary>
internal sealed class Contest(string executable, Workspace workspace, Frames frames) : IDisposable
{
    /// <summary>The yardstick that comes with the Docker rung.</summary>
    public const string BareDocker = "bare Engine API";

    private readonly Dictionary<string, Func<long, double>> _starts = [];
    private readonly Dictionary<string, List<double>> _results = [];
    private readonly Dictionary<string, string> _failures = [];
    private readonly List<IDisposable> _owned = [];

    /// <summary>Lets a start take part.</summary>
    public void Enter(string name, Func<long, double> start)
    {
        _starts[name] = start;
        _results[name] = [];
    }

    /// <summary>Lets a rung take part, with a control plane of its own, warmed up.</summary>
    public void Enter(Rung rung)
    {
        try
        {
            var plane = ControlPlane.Start(workspace, rung.Name, [rung.Deploy(executable)], new ServerLimits());
            _owned.Add(plane);
            var start = new RungStart(rung, plane.SocketPath, frames);
            start.WarmUp();
            Enter(rung.Name, start.Measure);
            if (rung is { Isolation: Isolation.Docker, Parked: 0 } && !_starts.ContainsKey(BareDocker))
            {
                var bare = BareContainers.Like(rung, plane, workspace, frames);
                _owned.Insert(0, bare);
                Enter(BareDocker, bare.Measure);
            }
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            _failures[rung.Name] = failure.Message;
        }
    }

    /// <summary>Runs all rounds.</summary>
    public void Run(int rounds, int pauseMilliseconds, Random random)
    {
        for (var round = 0; round < rounds; round++)
        {
            var order = _starts.Keys.Where(name => !_failures.ContainsKey(name)).Order().ToArray();
            random.Shuffle(order);
            foreach (var name in order)
            {
                Pause.Milliseconds(pauseMilliseconds);
                RunOnce(name, round);
            }
        }
    }

    /// <summary>The milliseconds of a kind, without its first rounds.</summary>
    public Samples Result(string name, int discarded) => new(_results[name].Skip(discarded));

    /// <summary>Why a kind left the contest, or null.</summary>
    public string? Failure(string name) => _failures.GetValueOrDefault(name);

    public void Dispose() => _owned.ForEach(one => one.Dispose());

    private void RunOnce(string name, int round)
    {
        try
        {
            _results[name].Add(_starts[name](round));
        }
        catch (Exception failure) when (failure is IOException or ProtocolException)
        {
            _failures[name] = $"round {round}: {failure.Message}";
        }
    }
}
