using Eval.Harness.Model;
using Eval.Harness.Running.Trials;
using Eval.Harness.Running.WarmUp;
using Eval.Harness.Scenarios;
using Eval.Systems.Abstractions;

namespace Eval.Harness.Running;

/// <summary>Runs trials against real systems, in real time, one after the other.</summary>
public sealed class LiveExecutor : ITrialExecutor
{
    private readonly Scenario _scenario;
    private readonly Func<Trial, TrialInput> _inputOf;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DeployedTarget> _targets;

    /// <summary>Makes it; nothing is started yet.</summary>
    /// <param name="scenario">The systems, the pause before a trial and its deadline.</param>
    /// <param name="create">The adapter of a system.</param>
    /// <param name="inputOf">The bytes and times of a trial's stream.</param>
    /// <param name="time">Waits out the pause.</param>
    public LiveExecutor(
        Scenario scenario,
        Func<SystemSpec, ISystemUnderTest> create,
        Func<Trial, TrialInput> inputOf,
        TimeProvider time)
    {
        _scenario = scenario;
        _inputOf = inputOf;
        _time = time;
        _targets = scenario.Systems.ToDictionary(spec => spec.Name, spec => new DeployedTarget(spec, create));
    }

    /// <summary>What has been deployed, in the scenario's order.</summary>
    public IReadOnlyList<DeployedSystem> Deployed =>
        [.. _scenario.Systems.Select(spec => _targets[spec.Name].Description).OfType<DeployedSystem>()];

    /// <inheritdoc />
    public async Task DeployAsync(CancellationToken cancellation)
    {
        foreach (var spec in _scenario.Systems)
        {
            await _targets[spec.Name].GetAsync(cancellation);
        }

        await InstrumentWarmUp.RunAsync(TrialPlanner.Plan(_scenario).Trials[0], _inputOf, cancellation);
    }

    /// <inheritdoc />
    public async Task<Timeline> RunAsync(Trial trial, CancellationToken cancellation)
    {
        var target = _targets[trial.System.Name];
        Timeline timeline;
        try
        {
            var (system, deployment) = await target.GetAsync(cancellation);
            await Task.Delay(_scenario.Pause, _time, cancellation);
            timeline = await new LiveTrial(system, deployment, trial, _inputOf(trial))
                .RunAsync(_scenario.Deadline, cancellation);
        }
        catch (SystemUnavailableException unavailable)
        {
            // It came up once and does not any more: that is a result too.
            timeline = NotStarted(trial, unavailable.Message);
        }

        if (timeline.Outcome != Outcome.Completed || timeline.Observations.ChildrenAfter > 0)
        {
            await target.DisposeAsync();
        }

        return timeline;
    }

    private static Timeline NotStarted(Trial trial, string reason) => new()
    {
        Trial = trial,
        Executor = "live",
        Events = [],
        Outcome = Outcome.Failed,
        OutcomeReason = $"deploy: {reason}",
        Promises = new Promises(false, false, false, true, false, false),
    };

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var target in _targets.Values)
        {
            await target.DisposeAsync();
        }
    }
}
