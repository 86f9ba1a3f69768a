using Eval.Harness.Model;
using Eval.Harness.Simulating.Models;
using Eval.Harness.Simulating.Trials;
using Eval.Harness.Workloads.Sessions;

namespace Eval.Harness.Simulating;

/// <summary>Runs trials in virtual time, frame by frame, through models. The same scenario, model and seed give the
/// same timelines, bit for bit; all systems of a block see the same random numbers.</summary>
public sealed class SimulatedExecutor : ITrialExecutor
{
    /// <summary>How rows and manifests call it.</summary>
    public const string Name = TimelineOfStream.ExecutorName;

    private readonly Scenario _scenario;
    private readonly Dictionary<string, ModelledSystem> _systems;
    private readonly TrialsAhead<(long OffsetNs, SimulatedStream Stream)[]> _ahead;
    private long _nowNs;

    /// <summary>Finds the model of each system.</summary>
    /// <param name="scenario">The systems, the pause before a trial and its deadline.</param>
    /// <param name="model">The models.</param>
    /// <param name="ahead">Trials that will be asked for in this order; some are computed ahead, on all cores.</param>
    /// <exception cref="FormatException">A system has no model, nor anything that could stand in for it.</exception>
    public SimulatedExecutor(Scenario scenario, ModelFile model, IReadOnlyList<Trial>? ahead = null)
    {
        _scenario = scenario;
        _systems = scenario.Systems.ToDictionary(system => system.Name, system => ModelledSystem.Of(system, model));
        _ahead = new TrialsAhead<(long, SimulatedStream)[]>(ahead ?? [], Simulate);
        Deployed =
        [
            .. scenario.Systems.Select(system => new DeployedSystem(
                system.Name,
                system.Kind,
                null,
                null,
                new Dictionary<string, double>(),
                new Dictionary<string, string>(),
                Facts(_systems[system.Name], model, scenario))),
        ];
    }

    /// <summary>What stands for each system, in the scenario's order.</summary>
    public IReadOnlyList<DeployedSystem> Deployed { get; }

    /// <summary>Faults, which no model has; where a model stands in for another or was fitted with other events than
    /// the scenario's; unstable queues.</summary>
    public IReadOnlyList<string> Remarks =>
    [
        .. _scenario.Faults.Select(fault => $"{fault.System}, kill {fault.Part}: {SimulatedStream.NotModelled}"),
        .. from system in _scenario.Systems
           let standsIn = _systems[system.Name].StandsIn
           where standsIn.Length > 0
           select $"{system.Name}: nobody has measured it for this model, and {standsIn} stands in: its numbers are "
               + "not this system's; fit it with `run` and `calibrate`",
        .. from system in _scenario.Systems
           let fitted = _systems[system.Name].FittedWith
           let streamed = WorkloadText.Of(system.Workload ?? _scenario.Workload, _scenario.Function)
           where fitted.Length > 0 && fitted != streamed
           select $"{system.Name}: the model's times are of '{fitted}', and the scenario streams '{streamed}'",
        .. _scenario.Arrivals is null ? Array.Empty<string>() : [SimulatedSession.Assumption],
        .. from system in _scenario.Systems
           let utilisation = Utilisation(system)
           where utilisation >= 1
           select FormattableString.Invariant($"{system.Name} is unstable: utilisation {utilisation:0.###} is not ")
               + "below 1, so that its queue and its overhead grow as long as a stream lasts",
    ];

    /// <inheritdoc />
    public Task DeployAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Goes on after trials of an earlier part of the run, as if it had run them.</summary>
    public void GoOnAfter(IEnumerable<Timeline> recorded)
    {
        foreach (var timeline in recorded)
        {
            Pass(timeline);
        }
    }

    /// <inheritdoc />
    public Task<Timeline> RunAsync(Trial trial, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var beginNs = _nowNs + (long)_scenario.Pause.TotalNanoseconds;
        Timeline[] streams =
        [
            .. _ahead.Take(trial, cancellation)
                .Select(stream => stream.Stream.At(beginNs + stream.OffsetNs, _scenario.Deadline)),
        ];
        var timeline = trial.Arrivals is null ? streams[0] : SimulatedSession.Of(trial, streams);
        Pass(timeline);
        return Task.FromResult(timeline);
    }

    private (long OffsetNs, SimulatedStream Stream)[] Simulate(Trial trial) => trial.Arrivals is null
        ? [(0, StreamOf(trial))]
        : [.. SessionPlan.Of(trial).Select(stream => (stream.OffsetNs, StreamOf(stream.Trial)))];

    private SimulatedStream StreamOf(Trial trial) => new(trial, _systems[trial.System.Name], _scenario.Stages.Count);

    /// <summary>The next trial begins when the deadline of this one's last stream is over, however it went: so that a
    /// run that goes on after it was killed is the same as one that was not.</summary>
    private void Pass(Timeline timeline)
    {
        var trial = timeline.Trial;
        foreach (var stream in trial.Arrivals is null ? [timeline] : timeline.Streams)
        {
            _nowNs = Math.Max(
                _nowNs,
                stream.Events[0].ScheduledNs + (long)(trial.Duration + _scenario.Deadline).TotalNanoseconds);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>ρ of one stream's events; a batch has no queue.</summary>
    private double Utilisation(SystemSpec system)
    {
        var model = _systems[system.Name].Model;
        var rate = (system.Workload ?? _scenario.Workload).RatePerSecond;
        return model.IsBatch
            ? 0
            : rate * (model.Service.Mean + model.Gap.Mean) / ((double)model.MaximumInstances * model.Concurrency);
    }

    /// <exception cref="FormatException">The scenario has a workflow.</exception>
    internal static void RefuseWorkflows(Scenario scenario)
    {
        if (scenario.Stages.Count > 1)
        {
            throw new FormatException(
                $"'{scenario.Function}' is a workflow; of many streams at once, models have one function");
        }
    }

    private static Dictionary<string, string> Facts(ModelledSystem system, ModelFile model, Scenario scenario)
    {
        var facts = new Dictionary<string, string> { ["model"] = system.Name };
        if (system.FittedWith.Length > 0)
        {
            facts["fitted_with"] = system.FittedWith;
            foreach (var (fact, value) in model.Provenance())
            {
                facts[fact] = value;
            }
        }

        if (system.StandsIn.Length > 0)
        {
            facts["stands_in"] = system.StandsIn;
        }

        if (scenario.Arrivals is not null)
        {
            facts["assumptions"] = SimulatedSession.Assumption;
        }

        return facts;
    }
}
